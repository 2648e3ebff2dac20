using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Air;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>
/// The simplex transmitter (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Simplex"): a preamble of 500 ms and
/// the transmit delay, then a burst each 60 ms for as long as there are any; then the carrier goes off.
/// </summary>
internal sealed class DirectTransmitter(IAntenna antenna)
{
    private static readonly TimeSpan _frame = 2 * AirBurst.SlotDuration;
    private static readonly TimeSpan _shortestPreamble = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _longestPreamble = TimeSpan.FromMilliseconds(1000);

    private readonly byte[] _burst = new byte[BurstLayout.BurstOctets];
    private AirBurst _made;
    private bool _hasMade;
    private bool _isEnabled;
    private TimeSpan _emptyAt;

    /// <summary>What waits.</summary>
    public BurstQueue Queue { get; } = new();

    /// <summary>Whether the carrier is on.</summary>
    public bool IsOn { get; private set; }

    /// <summary>How long the preamble is: 500 ms and the transmit delay, 1 s at most.</summary>
    public TimeSpan Preamble { get; private set; } = _shortestPreamble;

    public TimeSpan NextDue
    {
        get
        {
            var due = IsOn ? _emptyAt : TimeSpan.MaxValue;
            if (IsOn && Makes && !_hasMade) due = _emptyAt - TransmitBuffer.Length;
            return _hasMade && _made.Start < due ? _made.Start : due;
        }
    }

    private bool Makes => _isEnabled && !Queue.IsEmpty;

    /// <summary>Sets the transmit delay.</summary>
    public void Configure(TimeSpan transmitDelay)
    {
        var preamble = _shortestPreamble + transmitDelay;
        Preamble = preamble < _longestPreamble ? preamble : _longestPreamble;
    }

    /// <summary>Whether the modem's state lets it work; when it ends, what is in the buffer is still sent.</summary>
    public void Enable(bool isEnabled, TimeSpan now)
    {
        if (isEnabled == _isEnabled) return;
        _isEnabled = isEnabled;
        Begin(now);
        if (isEnabled || !IsOn || _emptyAt <= now + TransmitBuffer.Length) return;
        _emptyAt = now + TransmitBuffer.Length;
        _hasMade &= _made.End <= _emptyAt;
    }

    /// <summary>Puts a burst into the queue, and begins when the carrier is off; false when it is full.</summary>
    public bool TryWrite(ReadOnlySpan<byte> burst, TimeSpan now)
    {
        if (!Queue.HasRoom) return false;
        Queue.Put(burst);
        Begin(now);
        return true;
    }

    /// <summary>As after power-up: off, and nothing waits.</summary>
    public void PowerUp()
    {
        Queue.Clear();
        (_isEnabled, IsOn, _hasMade) = (false, false, false);
    }

    public void Advance(TimeSpan now)
    {
        while (NextDue is var due && due <= now)
        {
            if (_hasMade && _made.Start <= due)
                Send();
            else if (Makes && !_hasMade)
                Make();
            else
                TurnOff(due);
        }
    }

    private void Begin(TimeSpan now)
    {
        if (IsOn || !Makes) return;
        IsOn = true;
        antenna.Key(Emission.Preamble, now);
        _emptyAt = now + Preamble;
    }

    private void Make()
    {
        Queue.TryTake(_burst);
        _made = new AirBurst(_emptyAt, Timeslot.None, _burst);
        _hasMade = true;
        _emptyAt += _frame;
    }

    private void Send()
    {
        _hasMade = false;
        antenna.Key(Emission.Bursts, _made.Start);
        antenna.Transmit(_made);
    }

    private void TurnOff(TimeSpan at)
    {
        IsOn = false;
        antenna.Key(Emission.None, at);
        Begin(at);
    }
}
