using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Routing;

namespace RadioNet.BaseStation.Fallback;

/// <summary>
/// What the radios of one timeslot send, on its way to the station's other timeslots. What each of these gets of a voice spurt is
/// whole: header, bursts in order, terminator. Belongs to the carrier's voice thread; allocates nothing.
/// </summary>
public sealed class LocalSource
{
    private readonly WaitingBursts _waiting = new();
    private LocalRoute? _published;
    private LocalRoute? _route;
    private LinkControlWatch _linkControl;
    private StreamKey _key;
    private IngressId _spurt;
    private LinkBurst _last;
    private bool _isVoice;

    internal LocalSource()
    {
    }

    /// <summary>Whether the station's own rules decide about the spurt that runs: then nothing of it is for a node.</summary>
    public bool IsLocal => Published is not null;

    private LocalRoute? Published => Volatile.Read(ref _published) is { } route && route.Spurt == _spurt ? route : null;

    /// <summary>A spurt begins; one that has not ended is ended.</summary>
    /// <param name="spurt">Its number (<see cref="LocalRoutes.NextSpurt"/>); what it is was told under it.</param>
    public void Begin(IngressId spurt)
    {
        End();
        _spurt = spurt;
    }

    /// <summary>Takes a burst of the spurt.</summary>
    /// <param name="head">What is said of it.</param>
    /// <param name="burst">33 octets.</param>
    /// <param name="ahead">How many of 60 ms it comes after the one before; 1 when none was lost between.</param>
    public void Forward(in LinkBurst head, ReadOnlySpan<byte> burst, int ahead)
    {
        Learn(head, burst, ahead);
        if (Published is { } published)
        {
            Apply(published);
        }

        if (_route is not { IsDecided: true })
        {
            _waiting.Add(head, burst, ahead);
            return;
        }

        for (var i = 0; i < _waiting.Count; i++)
        {
            var (kept, steps) = _waiting[i];
            Send(kept, _waiting.Burst(i), steps);
        }

        _waiting.Clear();
        Send(head, burst, ahead);
    }

    /// <summary>The spurt is over, said or not: where it was heard and not ended, it is ended.</summary>
    public void End()
    {
        if (_route is not null)
        {
            foreach (var leg in _route.Legs)
            {
                Leave(leg);
            }
        }

        (_route, _spurt, _isVoice, _linkControl) = (null, default, false, default);
        _waiting.Clear();
    }

    /// <summary>Swaps the route. For the rules' thread.</summary>
    internal void Publish(LocalRoute route) => Volatile.Write(ref _published, route);

    private void Learn(in LinkBurst head, ReadOnlySpan<byte> burst, int ahead)
    {
        _last = head;
        if (!head.Burst.IsVoice())
        {
            return;
        }

        if (!_isVoice)
        {
            (_isVoice, _key) = (true, StreamKey.Of(head.Slot, head.Source, head.TargetKind, head.Target, StreamKind.Voice));
        }

        _linkControl.Take(_key, head.Burst, burst, gapBefore: ahead > 1);
    }

    /// <summary>Leaves the timeslots that a newer route has no more.</summary>
    private void Apply(LocalRoute route)
    {
        if (_route is { } former && former != route)
        {
            foreach (var leg in former.Legs)
            {
                if (!route.Legs.Contains(leg))
                {
                    Leave(leg);
                }
            }
        }

        _route = route;
    }

    private void Send(in LinkBurst head, ReadOnlySpan<byte> burst, int ahead)
    {
        foreach (var leg in _route!.Legs)
        {
            // Who has heard nothing needs no terminator.
            if (head.Burst == DmrdBurst.Terminator && !leg.Heard)
            {
                continue;
            }

            var steps = leg.Heard ? ahead : 0;
            if (!leg.Heard && _isVoice && head.Burst != DmrdBurst.VoiceHeader)
            {
                Make(DmrdBurst.VoiceHeader, leg, steps);
                steps = 1;
            }

            Play(leg, head, burst, steps);
            leg.Heard = head.Burst != DmrdBurst.Terminator;
        }
    }

    private void Leave(LocalLeg leg)
    {
        if (leg.Heard && _isVoice)
        {
            Make(DmrdBurst.Terminator, leg, steps: 1);
        }

        leg.Heard = false;
    }

    /// <summary>Sends a header or terminator that is made here, with the spurt's own link control where it was read.</summary>
    private void Make(DmrdBurst kind, LocalLeg leg, int steps)
    {
        Span<byte> burst = stackalloc byte[DmrdPacket.BurstLength];
        var lc = _linkControl.ForRebuilding(_key);
        if (kind == DmrdBurst.Terminator)
        {
            FullLinkControl.WriteTerminator(burst, lc, default, SyncPattern.MobileData);
        }
        else
        {
            FullLinkControl.WriteVoiceHeader(burst, lc, default, SyncPattern.MobileData);
        }

        Play(leg, _last with { Burst = kind, BitErrors = 0, Hops = default }, burst, steps);
    }

    private static void Play(LocalLeg leg, in LinkBurst head, ReadOnlySpan<byte> burst, int steps)
    {
        leg.Timestamp += (uint)steps * VoiceLinkPacket.TicksPerBurst;
        leg.Port.Carrier.Play(head with { Slot = leg.Slot }, leg.Stream, leg.Timestamp, burst);
    }
}
