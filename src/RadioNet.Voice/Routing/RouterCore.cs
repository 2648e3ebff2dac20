using System.Collections.Concurrent;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>
/// The router without its thread: datagrams, commands and the time come in, datagrams leave by the socket's queue, sentences
/// by the host. All calls come on one thread; times are <see cref="TimeProvider.GetTimestamp"/> ticks.
/// </summary>
internal sealed partial class RouterCore
{
    private readonly RouterOptions _options;
    private readonly IDatagramSocket _socket;
    private readonly IRouterHost _host;
    private readonly Announcer _announcer;
    private readonly Distribution _distribution;
    private readonly LinkSender _linkSender;
    private readonly LinkReceiver? _linkReceiver;
    private readonly RelayTable _relays;
    private readonly HopMeter _meter;
    private readonly PassWatch _watch;
    private readonly StreamPool _streams;
    private readonly AddressTable _addresses = new();
    private readonly ConcurrentDictionary<PortId, RouterPort> _ports = new();
    private readonly long _voiceInactivity;
    private readonly long _talkInactivity;
    private readonly long _dataInactivity;
    private readonly long _decisionWait;
    private readonly long _lateBurstWindow;
    private readonly long _aliveInterval;
    private readonly long _positionInterval;
    private readonly long _relayWait;

    /// <param name="options">Times and bounds.</param>
    /// <param name="time">Whose ticks the times are.</param>
    /// <param name="socket">The Homebrew socket, to send.</param>
    /// <param name="host">Who decides.</param>
    /// <param name="voiceSocket">The voice socket, to send; null for a router without voice links.</param>
    /// <param name="linkReceiver">Who receives there.</param>
    public RouterCore(
        RouterOptions options, TimeProvider time, IDatagramSocket socket, IRouterHost host, IDatagramSocket? voiceSocket = null, LinkReceiver? linkReceiver = null)
    {
        options.Validate();
        _options = options;
        _socket = socket;
        _host = host;
        _announcer = new Announcer(host, Cells);
        _linkSender = new LinkSender(voiceSocket, time);
        _linkReceiver = linkReceiver;
        _meter = new HopMeter(time);
        _distribution = new Distribution(socket, _linkSender, _meter, _watch = new PassWatch(host, time), Cells, _ports);
        _relays = new RelayTable(options.MostRelays);
        _streams = new StreamPool(options.MostStreams);
        _voiceInactivity = Ticks(time, options.VoiceInactivity);
        _talkInactivity = Ticks(time, options.TalkInactivity);
        _dataInactivity = Ticks(time, options.DataInactivity);
        _decisionWait = Ticks(time, options.DecisionWait);
        _lateBurstWindow = Ticks(time, options.LateBurstWindow);
        _aliveInterval = Ticks(time, options.AliveInterval);
        _positionInterval = Ticks(time, options.PositionInterval);
        _relayWait = Ticks(time, options.RelayWait);
    }

    public CounterCells Cells { get; } = new();

    /// <summary>What the hops together added to what left the nodes here.</summary>
    public HopMeter Meter => _meter;

    /// <summary>Whether there is anything to look at when time passes.</summary>
    public bool IsBusy => _streams.Count > 0;

    /// <summary>A time in the provider's ticks.</summary>
    public static long Ticks(TimeProvider time, TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    /// <summary>When a port's last burst came; null when it is not open or has sent none. From any thread.</summary>
    public long? LastHeard(PortId port) => _ports.TryGetValue(port, out RouterPort? open) && open.LastHeard is var heard and not 0 ? heard : null;

    /// <summary>Takes a datagram: a burst of an open port, or something for the host.</summary>
    public void OnDatagram(in PeerAddress from, ReadOnlySpan<byte> datagram, long now)
    {
        RouterPort? port = _addresses.Find(from);
        if (port is null || !DmrdPacket.TryRead(datagram, out DmrdPacket packet))
        {
            if (port is null) Cells.Strangers++;
            if (!_host.TryTake(port?.Id, from, datagram)) Cells.HostFull++;
            return;
        }

        if (packet.Repeater != port.Repeater)
        {
            Cells.WrongRepeater++;
            return;
        }

        OnBurst(port, packet, ssrc: 0, new BurstTrail(now), now);
    }

    /// <summary>Lets time pass: streams that fell silent end, those that run are said to, what was unsaid is said.</summary>
    public void Tick(long now)
    {
        for (int i = _streams.Count - 1; i >= 0; i--)
        {
            IncomingStream stream = _streams.Active[i];
            if (stream.HasUnsaid) _announcer.Say(stream);
            if (stream.Over)
            {
                FreeWhenDone(stream, now);
                continue;
            }

            if (now - stream.LastHeard >= Longest(stream))
            {
                End(stream, StreamEnd.Inactive, now);
            }
            else if (now >= stream.NextAlive && !stream.Port.BetweenNodes)
            {
                stream.NextAlive = now + _aliveInterval;
                _announcer.SayAlive(stream);
            }
        }

        ForgetRelays(now);
    }

    /// <summary>How long a stream may be silent.</summary>
    private long Longest(IncomingStream stream) =>
        !stream.IsVoice ? _dataInactivity : stream.Port.Talks is null ? _voiceInactivity : _talkInactivity;

    private void OnBurst(RouterPort port, in DmrdPacket packet, uint ssrc, in BurstTrail trail, long now)
    {
        port.LastHeard = now;
        Cells.BurstsIn++;
        if (packet.Burst.IsVoice()) OnBurst(port, packet, StreamKey.Of(packet, StreamKind.Voice, ssrc), trail, now);
        else if (packet.Burst.IsData()) OnBurst(port, packet, StreamKey.Of(packet, StreamKind.Data, ssrc), trail, now);
        else Cells.Meaningless++;
    }

    private void OnBurst(RouterPort port, in DmrdPacket packet, StreamKey key, in BurstTrail trail, long now)
    {
        IncomingStream? met = port.Meet(key);
        bool same = met is not null && met.Key == key;
        if (same && IsOld(met!, packet))
        {
            CountDropped(met!, ref Cells.Late);
        }
        else if (met is not null && met.Key.Ssrc > key.Ssrc)
        {
            // SSRCs count up: a spurt of before, which a newer one has overtaken.
            Cells.Late++;
        }
        else if (same && !met!.Over && !(packet.Burst == DmrdBurst.VoiceHeader && met.VoiceSeen))
        {
            Continue(met, packet, trail, now);
        }
        else if (packet.Burst == DmrdBurst.Terminator)
        {
            Cells.StrayTerminators++;
        }
        else
        {
            uint previous = same ? met!.Sequence.StreamId : 0;
            if (met is { Over: false }) End(met, StreamEnd.Replaced, now);
            if (met is not null) port.Detach(met);
            if (port.BetweenNodes && !MayBegin(port, packet, key.Ssrc, trail)) return;
            if (TryBegin(port, key, previous, now) is { } stream) Continue(stream, packet, trail, now);
            else Cells.NoRoom++;
        }
    }

    /// <summary>
    /// Whether a burst with a stream's key surely belongs to what is past: a header that its own voice has overtaken, a burst
    /// of the transmission before, or what comes after a terminator that overtook it.
    /// </summary>
    private static bool IsOld(IncomingStream stream, in DmrdPacket packet)
    {
        bool past = stream.Over || (packet.Burst == DmrdBurst.VoiceHeader && stream.VoiceSeen);
        if (past && stream.Sequence.IsOld(packet)) return true;
        return !stream.Over && packet.StreamId != 0 && packet.StreamId == stream.PreviousHomebrewStream
            && packet.StreamId != stream.Sequence.StreamId;
    }

    private IncomingStream? TryBegin(RouterPort port, StreamKey key, uint previousHomebrewStream, long now)
    {
        int most = port.ManyCalls ? _options.MostStreamsPerManyCallsPort : _options.MostStreamsPerPort;
        if (port.Streams >= most || _streams.Take(out StreamId id) is not { } stream) return null;
        stream.Begin(id, key, port, previousHomebrewStream, now);
        stream.NextAlive = now + _aliveInterval;
        port.Streams++;
        port.Attach(stream);
        Cells.Streams = _streams.Count;
        return stream;
    }

    /// <summary>A burst of a running stream.</summary>
    private void Continue(IncomingStream stream, in DmrdPacket packet, in BurstTrail trail, long now)
    {
        switch (stream.Sequence.Judge(packet, out int missing))
        {
            case BurstVerdict.Duplicate:
                CountDropped(stream, ref Cells.Duplicates);
                return;
            case BurstVerdict.Late:
                CountDropped(stream, ref Cells.Late);
                return;
        }

        stream.Take(packet, missing, trail, now);
        if (stream.HasUnsaid) _announcer.Say(stream);
        if (stream.LinkControl.TryTakePosition(out GpsInfo? position)) Locate(stream, position, now);
        if (stream.Decision == Decision.Waiting && stream.Port.BetweenNodes) FollowOrder(stream, now);
        Pass(stream, packet, trail);
        if (packet.Burst == DmrdBurst.Terminator) End(stream, StreamEnd.Terminator, now);
    }

    private void Locate(IncomingStream stream, GpsInfo? position, long now)
    {
        // What came from another node was heard there.
        if (stream.Port.BetweenNodes) return;
        if (position is not { } known)
        {
            Cells.PositionsUnusable++;
            return;
        }

        Cells.Positions++;
        if (now < stream.NextPosition) return;
        stream.NextPosition = now + _positionInterval;
        _announcer.SayPosition(stream, known);
    }

    private void Pass(IncomingStream stream, in DmrdPacket packet, in BurstTrail trail)
    {
        switch (stream.Decision)
        {
            case Decision.Waiting:
                if (stream.Kept.Add(packet, trail)) CountDropped(stream, ref Cells.WaitingDropped);
                break;
            case Decision.Granted:
                stream.Kept.AddAtStart(packet, trail);
                _distribution.Forward(stream, packet, trail);
                break;
            default:
                Cells.RefusedDropped++;
                break;
        }
    }

    private void End(IncomingStream stream, StreamEnd end, long now)
    {
        stream.Finish(end, now);
        if (stream.Decision == Decision.Granted)
        {
            if (end == StreamEnd.Terminator) _distribution.Release(stream);
            else _distribution.Leave(stream);
        }

        Part(stream, now);
        _watch.End(stream);

        // After a terminator the stream still stands for a while, to tell late bursts from a new transmission.
        if (end != StreamEnd.Terminator) stream.Port.Detach(stream);
        _announcer.Say(stream);
    }

    private void FreeWhenDone(IncomingStream stream, long now)
    {
        if (stream.HasUnsaid) return;
        if (stream.Attached && now - stream.EndedAt < _lateBurstWindow) return;
        if (stream.Decision == Decision.Waiting && now - stream.EndedAt < _decisionWait) return;
        if (stream.Decision == Decision.Waiting)
        {
            DropKept(stream);
            if (stream.Port.BetweenNodes) Cells.RelaysUnordered++;
        }

        stream.Port.Detach(stream);
        stream.Port.Streams--;
        _streams.Free(stream);
        Cells.Streams = _streams.Count;
    }

    private void DropKept(IncomingStream stream)
    {
        Cells.WaitingDropped += stream.Kept.Count;
        stream.Dropped += (uint)stream.Kept.Count;
        stream.Kept.Clear();
    }

    private static void CountDropped(IncomingStream stream, ref long cell)
    {
        stream.Dropped++;
        cell++;
    }
}
