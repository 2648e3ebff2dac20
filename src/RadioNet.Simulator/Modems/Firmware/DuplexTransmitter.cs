using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Air;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>
/// The duplex transmitter (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "DMR"): once started a burst each 30 ms,
/// the timeslots in turn, a CACH before each but the first. A timeslot with nothing to send, and both in the first 20 CACHs
/// after a start and in the 6 after an abort, send the filler.
/// </summary>
internal sealed class DuplexTransmitter(IAntenna antenna)
{
    private const int StartUpCachs = 20;
    private const int AbortCachs = 6;

    private readonly BurstQueue[] _queues = [new(), new()];
    private readonly int[] _cachsSinceAbort = new int[2];
    private readonly bool[] _aborting = new bool[2];
    private readonly byte[] _burst = new byte[BurstLayout.BurstOctets];
    private readonly AirBurst[] _made = new AirBurst[2];
    private readonly CachSequence _cachs = new();
    private bool _isStarted;
    private bool _isEnabled;
    private bool _isMaking;
    private int _madeCount;
    private long _slot;
    private TimeSpan _emptyAt;

    /// <summary>What a timeslot sends when it has nothing to send.</summary>
    public SlotFiller Filler { get; } = new();

    /// <summary>Whether the carrier is on.</summary>
    public bool IsOn { get; private set; }

    /// <summary>When the first burst of this transmission began: timeslot 1's, and every 60 ms from there.</summary>
    public TimeSpan ClockStart { get; private set; }

    /// <summary>CACHs since the last start.</summary>
    public int Cachs { get; private set; }

    public TimeSpan NextDue
    {
        get
        {
            var due = _isMaking ? MakeAt : IsOn ? _emptyAt : TimeSpan.MaxValue;
            return _madeCount > 0 && _made[0].Start < due ? _made[0].Start : due;
        }
    }

    private TimeSpan MakeAt => _slot == 0 ? ClockStart : ClockStart + _slot * AirBurst.SlotDuration - TransmitBuffer.Length;

    /// <summary>The queue of a timeslot.</summary>
    public BurstQueue Queue(Timeslot slot) => _queues[IndexOf(slot)];

    /// <summary>Puts a burst into a timeslot's queue, and starts if the carrier is off; false when it is full.</summary>
    public bool TryWrite(Timeslot slot, ReadOnlySpan<byte> burst, TimeSpan now)
    {
        int index = IndexOf(slot);
        if (!_queues[index].HasRoom) return false;
        if (_aborting[index]) _queues[index].Clear();
        _aborting[index] = false;
        _queues[index].Put(burst);
        if (!IsOn) _isStarted = true;
        Update(now);
        return true;
    }

    /// <summary>Starts or stops, whatever the carrier does.</summary>
    public void Restart(bool on, TimeSpan now)
    {
        _isStarted = on;
        Cachs = 0;
        for (int index = 0; index < _queues.Length; index++) (_cachsSinceAbort[index], _aborting[index]) = (0, false);
        Update(now);
    }

    /// <summary>
    /// DMR_ABORT: the timeslot sends filler for a while. Its queue is thrown away when another burst for it comes before its
    /// next turn; otherwise what waits is sent later.
    /// </summary>
    public void Abort(Timeslot slot)
    {
        int index = IndexOf(slot);
        (_cachsSinceAbort[index], _aborting[index]) = (0, true);
    }

    /// <summary>DMR_SHORTLC.</summary>
    public void SetShortLc(ReadOnlySpan<uint> fragments) => _cachs.Set(fragments);

    /// <summary>Whether the modem's state lets it work; outside of it a started transmitter pauses.</summary>
    public void Enable(bool isEnabled, TimeSpan now)
    {
        _isEnabled = isEnabled;
        Update(now);
    }

    /// <summary>As after power-up: off, and nothing waits.</summary>
    public void PowerUp()
    {
        foreach (var queue in _queues) queue.Clear();
        Array.Clear(_cachsSinceAbort);
        Array.Clear(_aborting);
        (_isStarted, _isEnabled, _isMaking, IsOn, _madeCount, Cachs) = (false, false, false, false, 0, 0);
        _cachs.PowerUp();
    }

    public void Advance(TimeSpan now)
    {
        while (NextDue is var due && due <= now)
        {
            if (_madeCount > 0 && _made[0].Start == due)
                SendFirst();
            else if (_isMaking)
                Make();
            else
                TurnOff(due);
        }
    }

    private static int IndexOf(Timeslot slot) => slot == Timeslot.Two ? 1 : 0;

    private static Timeslot SlotOf(long slot) => slot % 2 == 0 ? Timeslot.One : Timeslot.Two;

    private void Update(TimeSpan now)
    {
        bool makes = _isStarted && _isEnabled;
        if (makes == _isMaking) return;
        _isMaking = makes;
        if (makes)
        {
            ClockStart = IsOn ? _emptyAt : now;
            _slot = 0;
            if (!IsOn) antenna.Key(Emission.Bursts, ClockStart);
            IsOn = true;
            Advance(now);
            return;
        }

        // What is in the buffer is still sent: a burst that is only half in it never ends.
        var made = _slot == 0 ? ClockStart : ClockStart + (_slot - 1) * AirBurst.SlotDuration + AirBurst.Duration;
        _emptyAt = made < now + TransmitBuffer.Length ? made : now + TransmitBuffer.Length;
        while (_madeCount > 0 && _made[_madeCount - 1].End > _emptyAt) _madeCount--;
    }

    private void TurnOff(TimeSpan at)
    {
        IsOn = false;
        antenna.Key(Emission.None, at);
    }

    private void SendFirst()
    {
        antenna.Transmit(_made[0]);
        _made[0] = _made[1];
        _madeCount--;
    }

    private void Make()
    {
        var slot = SlotOf(_slot);
        uint? cach = _slot == 0 ? null : MakeCach(slot);
        int index = IndexOf(slot);
        bool mayTake = Cachs >= StartUpCachs && _cachsSinceAbort[index] >= AbortCachs;
        if (!mayTake || !_queues[index].TryTake(_burst))
        {
            _aborting[index] = false;
            Filler.For(slot).CopyTo(_burst);
        }

        _made[_madeCount++] = new AirBurst(ClockStart + _slot * AirBurst.SlotDuration, slot, _burst, cach);
        _slot++;
    }

    private uint MakeCach(Timeslot slot)
    {
        Cachs++;
        _cachsSinceAbort[0]++;
        _cachsSinceAbort[1]++;
        bool keeps = Filler.IsTrunked || !_queues[0].IsEmpty || !_queues[1].IsEmpty;
        bool isBusy = Cachs >= StartUpCachs && !_queues[slot == Timeslot.Two ? 0 : 1].IsEmpty;
        return _cachs.Next(isBusy, slot, keeps);
    }
}
