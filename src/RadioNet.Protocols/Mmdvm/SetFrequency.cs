using System.Buffers.Binary;

namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// SET_FREQ: 3:1 zero, 4:4 receive Hz, 8:4 transmit Hz, and, but for DVMega, 12:1 power, 13:4 POCSAG Hz, all little-endian (MMDVM
/// modem protocol, firmware-interfaces/mmdvm-modem, section "Frequency"). Answered with ACK, or NAK by a synthesiser that can't.
/// A board without a synthesiser ignores what it says.
/// </summary>
/// <param name="ReceiveHertz">What the modem receives on, its oscillator's correction added.</param>
/// <param name="TransmitHertz">What the modem transmits on, its oscillator's correction added.</param>
public readonly record struct SetFrequency(uint ReceiveHertz, uint TransmitHertz)
{
    /// <summary>Octets of the frame.</summary>
    public const int Length = 17;

    /// <summary>Octets of the frame that DVMega takes.</summary>
    public const int ShortLength = 12;

    /// <summary>What hosts send for POCSAG while it is disabled.</summary>
    public const uint UnusedPocsagHertz = 433_000_000;

    private const int ReceiveOffset = 4;
    private const int TransmitOffset = 8;
    private const int PowerOffset = 12;
    private const int PocsagOffset = 13;

    /// <summary>Transmit power of the board; full in the short form.</summary>
    public ModemLevel Power { get; init; } = new(byte.MaxValue);

    /// <summary>POCSAG's frequency.</summary>
    public uint PocsagHertz { get; init; } = UnusedPocsagHertz;

    /// <summary>Reads a frame; false when it is another's or has another length.</summary>
    public static bool TryRead(in ModemFrame frame, out SetFrequency message)
    {
        var octets = frame.Octets;
        message = default;
        if (frame.Command != ModemCommand.SetFrequency || octets.Length is not (Length or ShortLength)) return false;
        message = new(
            BinaryPrimitives.ReadUInt32LittleEndian(octets[ReceiveOffset..]),
            BinaryPrimitives.ReadUInt32LittleEndian(octets[TransmitOffset..]));
        if (octets.Length == Length)
            message = message with { Power = new(octets[PowerOffset]), PocsagHertz = BinaryPrimitives.ReadUInt32LittleEndian(octets[PocsagOffset..]) };
        return true;
    }

    /// <summary>Writes the frame and returns its length: 12 for <see cref="ModemHardware.DvMega"/>, else 17.</summary>
    public int Write(Span<byte> destination, ModemHardware hardware)
    {
        int length = hardware == ModemHardware.DvMega ? ShortLength : Length;
        ModemFrame.WriteHeader(destination, ModemCommand.SetFrequency, length)[0] = 0;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[ReceiveOffset..], ReceiveHertz);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[TransmitOffset..], TransmitHertz);
        if (length == ShortLength) return length;
        destination[PowerOffset] = Power.Octet;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[PocsagOffset..], PocsagHertz);
        return length;
    }
}
