namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// DMRD read in place, without a copy: one DMR burst and the header that routes it. The datagram is kept as a span; nothing
/// is allocated. <see cref="DmrdHeader"/> writes one, <see cref="DmrdPatch"/> changes one in place.
/// </summary>
/// <remarks>
/// Octets: 0:4 "DMRD", 4:1 sequence, 5:3 source, 8:3 target, 11:4 repeater id, 15:1 bits, 16:4 stream id, 20:33 the burst;
/// then, in 55 and 71 octets, 53:1 errored bits of 141, 54:1 signal strength as −dBm; in 71 octets 55:16 the call leg's UUID.
/// Bits of octet 15: 0x80 timeslot 2, 0x40 call to a unit, 0x30 frame type, 0x0F data type or burst letter.
/// </remarks>
public readonly ref struct DmrdPacket
{
    /// <summary>Octets without BER and RSSI (hblink, and inside OpenBridge).</summary>
    public const int ShortLength = 53;

    /// <summary>Octets with BER and RSSI: what repeaters send, and the only length that the reference client accepts.</summary>
    public const int Length = 55;

    /// <summary>Octets of the trunking extension: with the call leg's UUID.</summary>
    public const int TrunkingLength = 71;

    /// <summary>Octets of a burst: 264 bits.</summary>
    public const int BurstLength = 33;

    /// <summary>Where the burst begins.</summary>
    public const int BurstOffset = 20;

    /// <summary>Octets of a call leg's UUID.</summary>
    public const int CallLegLength = 16;

    /// <summary>FEC-protected bits of a voice burst, of which <see cref="BitErrors"/> were wrong.</summary>
    public const int ProtectedBits = 141;

    internal const int SequenceOffset = 4;
    internal const int SourceOffset = 5;
    internal const int TargetOffset = 8;
    internal const int RepeaterOffset = 11;
    internal const int BitsOffset = 15;
    internal const int StreamOffset = 16;
    internal const int BitErrorsOffset = 53;
    internal const int RssiOffset = 54;
    internal const int CallLegOffset = 55;
    internal const byte SlotBit = 0x80;
    internal const byte UnitBit = 0x40;
    internal const byte BurstMask = 0x3F;

    private readonly ReadOnlySpan<byte> _octets;

    private DmrdPacket(ReadOnlySpan<byte> octets) => _octets = octets;

    /// <summary>The tag.</summary>
    internal static ReadOnlySpan<byte> Tag => "DMRD"u8;

    /// <summary>Counts the packets of a transmission, modulo 256.</summary>
    public byte Sequence => _octets[SequenceOffset];

    /// <summary>The radio that sends.</summary>
    public RadioId Source => new(Wire.ReadUInt24(_octets, SourceOffset));

    /// <summary>The 24-bit address that is called; <see cref="TargetKind"/> says whose.</summary>
    public uint Target => Wire.ReadUInt24(_octets, TargetOffset);

    /// <summary>Whether <see cref="Target"/> is a talkgroup or one radio.</summary>
    public AddressKind TargetKind => (_octets[BitsOffset] & UnitBit) != 0 ? AddressKind.Unit : AddressKind.Group;

    /// <summary>Upwards the repeater that sends; downwards the one that receives; between servers the sending network.</summary>
    public RepeaterId Repeater => new(Wire.ReadUInt32(_octets, RepeaterOffset));

    /// <summary>The timeslot.</summary>
    public Timeslot Slot => (_octets[BitsOffset] & SlotBit) != 0 ? Timeslot.Two : Timeslot.One;

    /// <summary>What the burst is; values outside the enumeration's names come from the wire too.</summary>
    public DmrdBurst Burst => (DmrdBurst)(_octets[BitsOffset] & BurstMask);

    /// <summary>
    /// The sender's number for this transmission. Not to be trusted as a key: whole calls with 0 occur, and headers of one
    /// call may differ.
    /// </summary>
    public uint StreamId => Wire.ReadUInt32(_octets, StreamOffset);

    /// <summary>The 264 bits as on the air.</summary>
    public ReadOnlySpan<byte> Payload => _octets.Slice(BurstOffset, BurstLength);

    /// <summary>Errored bits of <see cref="ProtectedBits"/>; 0 where the packet has no such field.</summary>
    public byte BitErrors => _octets.Length >= Length ? _octets[BitErrorsOffset] : (byte)0;

    /// <summary>Signal strength in dBm, −1 to −255; 0 unknown or no such field.</summary>
    public int Rssi => _octets.Length >= Length ? -_octets[RssiOffset] : 0;

    /// <summary>The UUID that ties voice to its call set-up (trunking extension); empty in other lengths.</summary>
    public ReadOnlySpan<byte> CallLeg => _octets.Length == TrunkingLength ? _octets[CallLegOffset..] : default;

    /// <summary>The whole datagram.</summary>
    public ReadOnlySpan<byte> Octets => _octets;

    /// <summary>The same fields under another tag (DMRE); the span has one of the three lengths.</summary>
    internal static DmrdPacket Over(ReadOnlySpan<byte> octets) => new(octets);

    /// <summary>Reads a datagram of 53, 55 or 71 octets; false when it is no DMRD. Says nothing about the fields' sense.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out DmrdPacket packet)
    {
        bool isBurst = source.Length is ShortLength or Length or TrunkingLength && source.StartsWith(Tag);
        packet = isBurst ? new DmrdPacket(source) : default;
        return isBurst;
    }
}
