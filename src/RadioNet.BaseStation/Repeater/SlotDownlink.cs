using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Repeater;

/// <summary>One timeslot's downlink: what wants it, and what the modem is sent.</summary>
internal sealed class SlotDownlink
{
    // No SSRC of the network's is that high: a sender counts them up from 0.
    private const uint LocalStream = uint.MaxValue;

    private readonly RepeaterContext _context;
    private readonly StreamLine _line;
    private readonly DataLine _data;
    private uint _localOrder;

    public SlotDownlink(Timeslot slot, RepeaterContext context)
    {
        _context = context;
        _line = new StreamLine(context);
        _data = new DataLine(context);
        Output = new SlotOutput(slot, context, _line, _data);
    }

    /// <summary>What the modem is sent.</summary>
    public SlotOutput Output { get; }

    /// <summary>How long a stream of the network that begins now waits for late bursts.</summary>
    public TimeSpan JitterDelay => _line.Jitter.Delay(_context.Settings);

    /// <summary>From when a burst of the stream that is played should have come to when it went to the modem; zero without one.</summary>
    public TimeSpan PlayoutDelay => _line.Current?.Counts.Delay ?? TimeSpan.Zero;

    /// <summary>Takes a burst of the network.</summary>
    public void OnNetwork(in LinkBurst head, uint stream, uint timestamp, ReadOnlySpan<byte> burst, TimeSpan now)
    {
        if (head.Burst.IsVoice()) _line.OnNetwork(head, stream, timestamp, burst, now);
        else if (!head.Burst.IsData()) _context.Counters.Stray++;
        else if (_context.MayTransmit(default)) _data.Add(head.Burst, (stream, timestamp), burst, head.TargetKind, head.Target, JitterDelay, now);
        else _context.Counters.DataDropped++;
    }

    /// <summary>A radio begins to talk here; null when it is not repeated.</summary>
    public Playout? BeginLocal(in LinkControl lc) =>
        _context.Settings is { LocalRepeat: true, Duplex: true } && _context.MayTransmit(lc.ServiceOptions) ? _line.BeginLocal(lc) : null;

    /// <summary>What a radio says is not to be repeated any further.</summary>
    public void CutLocal(Playout playout, SpurtEnd why)
    {
        if (_line.Current == playout) Output.Cut(why);
        else _line.Drop(playout);
    }

    /// <summary>Repeats a data or control burst of a radio.</summary>
    public void RepeatData(DmrdBurst kind, ReadOnlySpan<byte> burst, AddressKind targetKind, uint target, TimeSpan now)
    {
        if (_context.Settings is { LocalRepeat: true, Duplex: true } && _context.MayTransmit(default))
            _data.Add(kind, (LocalStream, _localOrder++), burst, targetKind, target, TimeSpan.Zero, now);
    }

    /// <summary>Says whether a radio has the timeslot: then what the network plays there is cut.</summary>
    public void Hold(bool isHeld, TimeSpan now)
    {
        _line.IsHeld = isHeld;
        _line.Prune(now);
        if (isHeld) Output.Displace();
    }

    /// <summary>Cuts what the network plays there, if it is no emergency and only those may pass.</summary>
    public void CutLimited()
    {
        if (_line.Current is { IsLocal: false } && !_context.MayTransmit(Output.Options)) Output.Cut(SpurtEnd.DutyCycle);
    }

    /// <summary>Ends all that the network plays there.</summary>
    public void CutNetwork(SpurtEnd why)
    {
        if (_line.Current is { IsLocal: false }) Output.Cut(why);
        _line.Clear(local: false, network: true);
        _line.ForgetNumbers();
    }

    /// <summary>Ends everything: what is played is completed, what waits is forgotten.</summary>
    public void CutAll(SpurtEnd why)
    {
        Output.Cut(why);
        _line.Clear(local: true, network: true);
        _data.Clear();
    }

    /// <summary>The modem is gone, and all that waited for it with it.</summary>
    public void Forget(SpurtEnd why)
    {
        Output.Forget(why);
        CutAll(why);
    }

    /// <summary>Measures anew how uneven the network's bursts come.</summary>
    public void ForgetJitter() => _line.Jitter.Reset(_context.Settings);
}
