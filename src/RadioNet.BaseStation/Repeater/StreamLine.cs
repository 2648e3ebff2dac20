using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Repeater;

/// <summary>
/// The voice streams that want one timeslot, in the order in which they began: what a radio here sends before what the network
/// sends. While a radio has the timeslot, a stream of the network is kept at its newest bursts, to be joined in its middle.
/// </summary>
internal sealed class StreamLine
{
    // One is played, one follows it, and so from the radios; a fifth pushes the oldest of the network out.
    private const int Most = 4;

    // A radio's bursts come as the modem's clock ticks: the wait covers the host's unevenness alone.
    private static readonly TimeSpan LocalDelay = TimeSpan.FromMilliseconds(30);

    private readonly RepeaterContext _context;
    private readonly Playout[] _line = [new(), new(), new(), new()];
    private int _count;
    private uint _newest;
    private bool _hasNewest;
    private bool _newestEnded;

    public StreamLine(RepeaterContext context)
    {
        _context = context;
        Jitter = new JitterMeter(context.Settings);
    }

    /// <summary>How uneven the network's bursts come.</summary>
    public JitterMeter Jitter { get; }

    /// <summary>Whether a radio has the timeslot: nothing of the network is begun.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Whether a stream waits that may be played.</summary>
    public bool HasNext
    {
        get
        {
            for (int i = 0; i < _count; i++)
            {
                if (_line[i] != Current && !IsBlocked(_line[i])) return true;
            }

            return false;
        }
    }

    /// <summary>The stream that is played.</summary>
    public Playout? Current { get; private set; }

    /// <summary>Takes a voice burst of the network.</summary>
    public void OnNetwork(in LinkBurst head, uint stream, uint timestamp, ReadOnlySpan<byte> burst, TimeSpan now)
    {
        var playout = FindNetwork(stream) ?? BeginNetwork(head, stream, timestamp, now);
        if (playout is null)
        {
            _context.Counters.Stray++;
            return;
        }

        int place = (int)(timestamp - playout.Timestamp) / (int)VoiceLinkPacket.TicksPerBurst;
        var most = _context.Settings.JitterMost;
        if (playout.Take(head.Burst, place, burst, now) is { } lateness) Jitter.Add(lateness < most ? lateness : most);
        if (stream == _newest && playout.IsComplete) _newestEnded = true;
        if (playout != Current && IsBlocked(playout)) playout.KeepNewest(Kept(playout));
    }

    /// <summary>A radio begins to talk here; null when its stream can't be played.</summary>
    public Playout? BeginLocal(in LinkControl lc)
    {
        var playout = Add();
        playout?.Begin(lc, LocalDelay, _context.Settings.JitterMost);
        return playout;
    }

    /// <summary>Forgets the streams that ended before they could be played.</summary>
    public void Prune(TimeSpan now)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_line[i] != Current && _line[i].IsOver(now)) Remove(i);
        }
    }

    /// <summary>The next stream to play, which becomes the current one; null when there is none.</summary>
    public Playout? Next()
    {
        for (int i = 0; i < _count; i++)
        {
            if (_line[i].IsLocal) return Current = _line[i];
        }

        for (int i = 0; i < _count; i++)
        {
            if (!IsBlocked(_line[i])) return Current = _line[i];
        }

        return null;
    }

    /// <summary>The current stream is over on the air.</summary>
    /// <param name="rejoin">Whether it is to be played again as soon as the timeslot is free.</param>
    public void Finish(bool rejoin)
    {
        if (Current is not { } playout) return;
        Current = null;
        if (rejoin) playout.Leave();
        else Remove(Array.IndexOf(_line, playout, 0, _count));
    }

    /// <summary>A stream won't be played further, because the radio that sends it must not be repeated.</summary>
    public void Drop(Playout playout)
    {
        int index = Array.IndexOf(_line, playout, 0, _count);
        if (index >= 0) Remove(index);
    }

    /// <summary>Forgets the streams that wait; the current one stays.</summary>
    /// <param name="local">Of radios here.</param>
    /// <param name="network">Of the network.</param>
    public void Clear(bool local, bool network)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_line[i] != Current && (_line[i].IsLocal ? local : network)) Remove(i);
        }
    }

    /// <summary>The link is another one: its streams are numbered anew, and of those that are here nothing more comes.</summary>
    public void ForgetNumbers()
    {
        _hasNewest = false;
        for (int i = 0; i < _count; i++)
        {
            if (!_line[i].IsLocal) _line[i].Disown();
        }
    }

    private bool IsBlocked(Playout playout) =>
        !playout.IsLocal && (IsHeld || !_context.MayTransmit(playout.Own.ServiceOptions));

    private static int Kept(Playout playout) => (int)Math.Ceiling(playout.Counts.JitterDelay / RepeaterContext.Burst) + 1;

    private Playout? FindNetwork(uint stream)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_line[i].Stream == stream) return _line[i];
        }

        return null;
    }

    private Playout? BeginNetwork(in LinkBurst head, uint stream, uint timestamp, TimeSpan now)
    {
        int ahead = _hasNewest ? (int)(stream - _newest) : 1;
        if (head.Burst == DmrdBurst.Terminator || ahead < 0 || (ahead == 0 && _newestEnded)) return null;
        for (int i = 0; i < _count; i++)
        {
            if (!_line[i].IsLocal) _line[i].Complete();
        }

        if (Add() is not { } playout) return null;
        var lc = head.TargetKind == AddressKind.Unit
            ? LinkControl.UnitVoice(new RadioId(head.Target), head.Source)
            : LinkControl.GroupVoice(new TalkgroupId(head.Target), head.Source);
        playout.Begin(stream, timestamp, lc, Jitter.Delay(_context.Settings), _context.Settings.JitterMost);
        (_newest, _hasNewest, _newestEnded) = (stream, true, false);
        return playout;
    }

    private Playout? Add()
    {
        for (int i = 0; i < _count && _count == Most; i++)
        {
            if (_line[i] != Current && !_line[i].IsLocal) Remove(i);
        }

        return _count < Most ? _line[_count++] : null;
    }

    /// <summary>Takes a stream out of the line; its place behind the others is free for another one.</summary>
    private void Remove(int index)
    {
        var playout = _line[index];
        if (playout == Current) Current = null;
        _count--;
        Array.Copy(_line, index + 1, _line, index, _count - index);
        _line[_count] = playout;
    }
}
