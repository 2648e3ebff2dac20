using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>
/// One identification in Morse code: wanted, until the modem is idle; sent, until its transmitter has gone on and off again.
/// </summary>
internal sealed class Identification(ModemSessionOptions options)
{
    private readonly byte[] _frame = new byte[byte.MaxValue];
    private int _length;
    private bool _isHeard;
    private TimeSpan _limit;

    /// <summary>Whether there is one.</summary>
    public bool IsOn => _length > 0;

    /// <summary>Whether the modem was asked to send it.</summary>
    public bool IsSent { get; private set; }

    /// <summary>When it has failed; never while there is none.</summary>
    public TimeSpan Due => !IsOn ? TimeSpan.MaxValue : _limit;

    /// <summary>The frame that asks for it.</summary>
    public ReadOnlySpan<byte> Frame => _frame.AsSpan(0, _length);

    public void Want(ReadOnlySpan<byte> frame, TimeSpan now)
    {
        frame.CopyTo(_frame);
        (_length, IsSent, _isHeard, _limit) = (frame.Length, false, false, now + options.IdentificationStart);
    }

    public void Sent(TimeSpan now) => (IsSent, _limit) = (true, now + options.IdentificationStart);

    /// <summary>Takes a status after it was sent; true when it is over and was on the air.</summary>
    public bool IsOver(ModemStatusFlags flags, TimeSpan now)
    {
        bool isOn = (flags & ModemStatusFlags.Transmitting) != 0;
        if (isOn && !_isHeard) (_isHeard, _limit) = (true, now + options.IdentificationLimit);
        return _isHeard && !isOn;
    }

    public void Clear() => (_length, IsSent) = (0, false);
}
