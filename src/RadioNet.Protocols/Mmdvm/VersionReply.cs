using System.Text;

namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// The reply to GET_VERSION: what the modem is (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Version"). 3:1
/// protocol; in protocol 1 then 4: description; in protocol 2 4:1 and 5:1 modes, 6:1 processor, 7:16 its identity, 23:
/// description. The description ends with the frame or a NUL, after which MMDVM_HS has the identity as hexadecimal digits.
/// </summary>
public sealed record VersionReply
{
    /// <summary>Characters of the longest description that is written.</summary>
    public const int LongestDescription = byte.MaxValue - DescriptionOffset2;

    private const int ProtocolOffset = 3;
    private const int DescriptionOffset1 = 4;
    private const int ModesOffset = 4;
    private const int ProcessorOffset = 6;
    private const int IdentityOffset = 7;
    private const int IdentityLength = 16;
    private const int DescriptionOffset2 = 23;
    private const ModemModes ModesOfProtocol1 =
        ModemModes.DStar | ModemModes.Dmr | ModemModes.Ysf | ModemModes.P25 | ModemModes.Nxdn | ModemModes.Pocsag;

    /// <summary>What the other messages are read and written by.</summary>
    public ModemProtocol Protocol { get; init; } = ModemProtocol.Version2;

    /// <summary>What the firmware was built with; protocol 1 doesn't tell, and is taken to know all modes but FM.</summary>
    public ModemModes Modes { get; init; } = ModesOfProtocol1;

    /// <summary>The processor's maker; protocol 1 doesn't tell.</summary>
    public ModemProcessor? Processor { get; init; }

    /// <summary>The processor's identity as hexadecimal digits, 32 in protocol 2; empty when the modem doesn't tell.</summary>
    public string Identity { get; init; } = "";

    /// <summary>Name, version and build of the firmware, printable ASCII.</summary>
    public string Description { get; init; } = "";

    /// <summary>The family that the description names.</summary>
    public ModemHardware Hardware => ModemDescription.HardwareOf(Description);

    /// <summary>The protocol that a version reply says, one that we don't know included; null when the frame is no version reply.</summary>
    public static byte? ProtocolOf(in ModemFrame frame) =>
        frame.Command == ModemCommand.GetVersion && !frame.Payload.IsEmpty ? frame.Payload[0] : null;

    /// <summary>Reads a frame; false when it is no version reply, is cut off, or speaks of a protocol that we don't know.</summary>
    public static bool TryRead(in ModemFrame frame, out VersionReply? reply)
    {
        var octets = frame.Octets;
        reply = ProtocolOf(frame) switch
        {
            (byte)ModemProtocol.Version1 => Read1(octets[DescriptionOffset1..]),
            (byte)ModemProtocol.Version2 when octets.Length >= DescriptionOffset2 => Read2(octets),
            _ => null,
        };
        return reply is not null;
    }

    /// <summary>Writes the frame and returns its length. Text too long is cut.</summary>
    /// <param name="destination">At least 255 octets.</param>
    public int Write(Span<byte> destination)
    {
        string description = Description.Length > LongestDescription ? Description[..LongestDescription] : Description;
        int textOffset = Protocol == ModemProtocol.Version1 ? DescriptionOffset1 : DescriptionOffset2;
        string text = Protocol == ModemProtocol.Version1 && Identity.Length > 0 ? $"{description}\0{Identity}" : description;
        int length = Math.Min(textOffset + text.Length, byte.MaxValue);
        ModemFrame.WriteHeader(destination, ModemCommand.GetVersion, length)[0] = (byte)Protocol;
        Encoding.ASCII.GetBytes(text.AsSpan(0, length - textOffset), destination[textOffset..]);
        if (Protocol == ModemProtocol.Version1) return length;
        destination[ModesOffset] = (byte)Modes;
        destination[ModesOffset + 1] = (byte)((int)Modes >> 8);
        destination[ProcessorOffset] = (byte)(Processor ?? ModemProcessor.Atmel);
        var identity = destination.Slice(IdentityOffset, IdentityLength);
        identity.Clear();
        Convert.FromHexString(Identity, identity, out _, out _);
        return length;
    }

    private static VersionReply Read1(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)0);
        return new()
        {
            Protocol = ModemProtocol.Version1,
            Description = ModemDescription.Read(end < 0 ? text : text[..end]),
            Identity = end < 0 ? "" : ModemDescription.Read(text[(end + 1)..]),
        };
    }

    private static VersionReply Read2(ReadOnlySpan<byte> octets) => new()
    {
        Protocol = ModemProtocol.Version2,
        Modes = (ModemModes)(octets[ModesOffset] | (octets[ModesOffset + 1] << 8)),
        Processor = (ModemProcessor)octets[ProcessorOffset],
        Identity = Convert.ToHexString(octets.Slice(IdentityOffset, IdentityLength)),
        Description = ModemDescription.Read(octets[DescriptionOffset2..]),
    };
}
