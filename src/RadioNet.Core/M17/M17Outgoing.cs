using RadioNet.Core.Vocoding;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.M17;
using RadioNet.Voice.M17;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Recording;

namespace RadioNet.Core.M17;

/// <summary>What is said on the talkgroup, on its way to the reflector's module. All on the thread of <see cref="M17Ears"/>.</summary>
internal sealed class M17Outgoing(SlotPort port, M17Talks talks, M17Sayings sayings, M17Room room, Func<M17Link?> link, Action ready) : IDisposable
{
    /// <summary>For how long a decoder is kept after a spurt: the next one is mostly the answer.</summary>
    private static readonly TimeSpan _keepsDecoder = TimeSpan.FromSeconds(4);

    /// <summary>A spurt of which nothing comes for so long is over, though its end was not heard.</summary>
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(2);

    private readonly Dictionary<ulong, SaidCall> _calls = [];

    /// <summary>What is missing to transcode; null when nothing was at the last try.</summary>
    public LocalizedText? Missing { get; private set; }

    /// <summary>The talkgroup.</summary>
    public TalkgroupId Talkgroup => port.M17Link!.Talkgroup;

    /// <summary>When <see cref="Advance"/> is due, if nothing comes before.</summary>
    public TimeSpan DueAt
    {
        get
        {
            var due = TimeSpan.MaxValue;
            foreach (var call in _calls.Values)
            {
                if (call.Edge is { DueAt: var at } && at < due)
                {
                    due = at;
                }
            }

            return due;
        }
    }

    /// <summary>Takes a burst of the talkgroup.</summary>
    public void Take(in RecordedBurst burst, TimeSpan arrived)
    {
        if (!_calls.TryGetValue(burst.Call, out var call))
        {
            _calls[burst.Call] = call = new SaidCall();
        }

        if (!call.IsTalking || call.Spurt != burst.Spurt)
        {
            Finish(call, arrived);
            Begin(call, burst);
        }

        call.LastHeard = arrived;
        if (call.IsOurs && Opened(call, burst.Call) is { } edge)
        {
            if (!call.IsSaid)
            {
                call.IsSaid = true;
                room.Counts.Add(M17Count.Said);
            }

            edge.Take(new SpokenBurst { Spurt = burst.Spurt, Burst = burst.Burst, Sequence = burst.Sequence, Arrived = arrived, Payload = burst.Payload }, arrived);
        }
    }

    /// <summary>A stream is over.</summary>
    public void End(in RecordedBurst burst, TimeSpan now)
    {
        foreach (var call in _calls.Values)
        {
            if (call.IsTalking && call.Stream == burst.Stream)
            {
                Finish(call, now);
            }
        }
    }

    /// <summary>Time has passed.</summary>
    public void Advance(TimeSpan now)
    {
        foreach (var (number, call) in _calls)
        {
            call.Edge?.Advance(now);
            if (call.IsTalking && now - call.LastHeard > _longestPause)
            {
                Finish(call, now);
            }

            if (!call.IsTalking && now - call.LastHeard > _keepsDecoder)
            {
                call.Edge?.Dispose();
                _calls.Remove(number);
            }
        }
    }

    public void Dispose()
    {
        foreach (var call in _calls.Values)
        {
            call.Edge?.Dispose();
        }

        _calls.Clear();
    }

    /// <summary>Who says it there, and whether it is said at all: what came from there does not go back.</summary>
    private void Begin(SaidCall call, in RecordedBurst burst)
    {
        var plan = room.Plan.Current;
        var isOfLink = talks.TryGet(burst.Stream, out var talk);
        (call.IsTalking, call.Stream, call.Spurt, call.IsOurs) = (true, burst.Stream, burst.Spurt, !isOfLink || talk!.Port.Id != port.Id);
        call.IsSaid = false;
        if (!call.IsOurs)
        {
            room.Counts.Add(M17Count.NotSentBack);
        }

        call.Talker = isOfLink ? talk!.Callsign : M17Callers.CallsignOf(plan, port.M17Link!, burst.Source);
        call.Note(burst.Spurt, call.Talker);
    }

    private DmrToM17? Opened(SaidCall call, ulong number)
    {
        if (call.Edge is not null || call.IsUnheard || link() is not { State: M17LinkState.Linked })
        {
            return call.Edge;
        }

        if (!room.Plan.Current.TryTalkgroup(Talkgroup, out var talkgroup))
        {
            return null;
        }

        if (DmrToM17.TryOpen(room.Catalogue(), room.VocoderOf(talkgroup), number, call.SetupOf, new Sink(this, call), out var edge, out var refusal, ready))
        {
            Missing = null;
            return call.Edge = edge;
        }

        call.IsUnheard = true;
        Missing = refusal.Localized();
        room.Counts.Add(M17Count.NoVocoder);
        return null;
    }

    private static void Finish(SaidCall call, TimeSpan now)
    {
        if (!call.IsTalking)
        {
            return;
        }

        call.Edge?.End(now);
        call.IsTalking = false;
    }

    /// <summary>Sends a packet. A link that does not stand has counted it.</summary>
    private void Send(SaidCall call, ReadOnlySpan<byte> packet)
    {
        sayings.Say(call.Talker);
        link()?.Send(packet);
    }

    private sealed class Sink(M17Outgoing owner, SaidCall call) : IM17PacketSink
    {
        public void Take(ReadOnlySpan<byte> packet) => owner.Send(call, packet);
    }
}
