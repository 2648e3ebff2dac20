using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>
/// Takes frames out of octets as firmware does (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Framing"):
/// skips to 0xE0 and believes the length that follows. A length of 1 or 2 makes it deaf, a second length of 0 makes it take the
/// length for the command, and half a frame stays until <see cref="Reset"/>.
/// </summary>
internal sealed class FirmwareParser
{
    private const int BufferLength = 512;
    private const int ShortBase = byte.MaxValue;

    private readonly byte[] _buffer = new byte[BufferLength];
    private int _count;
    private int _length;

    /// <summary>Takes one octet; true when it completes a frame.</summary>
    /// <param name="octet">The octet.</param>
    /// <param name="command">The frame's command.</param>
    /// <param name="payload">What follows it, valid until the next call.</param>
    public bool TryTake(byte octet, out ModemCommand command, out ReadOnlySpan<byte> payload)
    {
        command = default;
        payload = default;
        if (_count == 0 && octet != ModemFrame.Start) return false;
        if (_count < BufferLength) _buffer[_count++] = octet;
        if (_count == 2) _length = octet;
        if (_count == 3 && _length == 0) _length = ShortBase + octet;
        if (_count < 3 || _count != _length) return false;
        int header = _length > ShortBase ? 4 : 3;
        command = (ModemCommand)_buffer[header - 1];
        payload = _buffer.AsSpan(header, _length - header);
        Reset();
        return true;
    }

    /// <summary>Forgets half a frame.</summary>
    public void Reset() => (_count, _length) = (0, 0);
}
