namespace RadioNet.Protocols.Homebrew.Trunking;

/// <summary>
/// A message in UDT: 5:16 call leg, 21:1 group (bit 7), acknowledgement wanted (bit 6), UDT format (bits 3 to 0), 22:1 length,
/// 46 at most, 23:3 source, 26:3 target, 29: the message. Read in place.
/// </summary>
public readonly ref struct UdtPacket
{
    /// <summary>Octets of the message at most.</summary>
    public const int LongestPayload = 46;

    private const int FixedLength = CallLegId.Length + 8;
    private const byte GroupBit = 0x80;
    private const byte AcknowledgeBit = 0x40;
    private const byte FormatMask = 0x3F;
    private readonly ReadOnlySpan<byte> _body;

    private UdtPacket(ReadOnlySpan<byte> body, bool fromNetwork)
    {
        _body = body;
        FromNetwork = fromNetwork;
    }

    /// <summary>Whether the network says it.</summary>
    public bool FromNetwork { get; }

    /// <summary>The call leg.</summary>
    public CallLegId CallLeg => CallLegId.Read(_body);

    /// <summary>What <see cref="Target"/> names.</summary>
    public AddressKind TargetKind => (_body[16] & GroupBit) != 0 ? AddressKind.Group : AddressKind.Unit;

    /// <summary>Whether the sender wants to know that it was taken.</summary>
    public bool WantsAcknowledgement => (_body[16] & AcknowledgeBit) != 0;

    /// <summary>The UDT format (ETSI TS 102 361-4, clause 7.2.8): 3 is ISO 7-bit, 4 ISO 8-bit, 7 UTF-16BE, …</summary>
    public byte Format => (byte)(_body[16] & FormatMask);

    /// <summary>The radio that sends.</summary>
    public RadioId Source => new(Wire.ReadUInt24(_body, 18));

    /// <summary>The address that it is for.</summary>
    public uint Target => Wire.ReadUInt24(_body, 21);

    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Payload => _body.Slice(FixedLength, _body[17]);

    /// <summary>Reads a message; false when it is another, or its length is wrong. Padding behind the message is allowed.</summary>
    public static bool TryRead(in TrunkingMessage source, out UdtPacket packet)
    {
        packet = default;
        var body = source.Body;
        if (source.Opcode != TrunkingOpcode.UdtMessage || body.Length < FixedLength) return false;
        if (body[17] > LongestPayload || body.Length < FixedLength + body[17]) return false;
        packet = new(body, source.FromNetwork);
        return true;
    }

    /// <summary>Writes a message and returns its length.</summary>
    public static int Write(Span<byte> destination, bool fromNetwork, in UdtAddress address, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, LongestPayload);
        var body = TrunkingMessage.WriteHeader(destination, TrunkingOpcode.UdtMessage, fromNetwork);
        address.CallLeg.Write(body);
        body[16] = (byte)((address.Format & FormatMask)
            | (address.TargetKind == AddressKind.Group ? GroupBit : 0)
            | (address.WantsAcknowledgement ? AcknowledgeBit : 0));
        body[17] = (byte)payload.Length;
        Wire.WriteUInt24(body, 18, address.Source.Value);
        Wire.WriteUInt24(body, 21, address.Target);
        payload.CopyTo(body[FixedLength..]);
        return TrunkingMessage.ShortestLength + FixedLength + payload.Length;
    }
}
