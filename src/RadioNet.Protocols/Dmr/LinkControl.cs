using System.Buffers.Binary;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// A full link control message's 72 bits (ETSI TS 102 361-1, clause 9.1.6): PF(1) R(1) FLCO(6) FID(8) data(56). In a voice
/// call's (ETSI TS 102 361-2, clauses 7.1.1.1 and 7.1.1.2) the data are service options(8), target(24), source(24).
/// Unknown messages keep all their bits.
/// </summary>
public readonly record struct LinkControl
{
    /// <summary>Octets of the message.</summary>
    public const int Octets = 9;

    private const uint AddressMask = 0xFF_FFFF;

    private readonly ulong _first;
    private readonly byte _last;

    private LinkControl(ulong first, byte last) => (_first, _last) = (first, last);

    /// <summary>Full link control opcode.</summary>
    public Flco Flco => (Flco)((_first >> 56) & 0x3F);

    /// <summary>Protect flag: the message's content is enciphered.</summary>
    public bool IsProtected => _first >> 63 != 0;

    /// <summary>Whose message it is.</summary>
    public FeatureSetId FeatureSet => (FeatureSetId)(byte)(_first >> 48);

    /// <summary>Whether the data are a voice call's, of whatever feature set: manufacturers keep the standard's layout there.</summary>
    public bool IsVoiceCall => !IsProtected && Flco is Flco.GroupVoice or Flco.UnitVoice;

    /// <summary>Octet 2; of a voice call its service options.</summary>
    public ServiceOptions ServiceOptions => new((byte)(_first >> 40));

    /// <summary>What <see cref="Target"/> names in a voice call.</summary>
    public AddressKind TargetKind => Flco == Flco.UnitVoice ? AddressKind.Unit : AddressKind.Group;

    /// <summary>Octets 3 to 5: the address that a voice call is for.</summary>
    public uint Target => (uint)(_first >> 16) & AddressMask;

    /// <summary><see cref="Target"/> as the talkgroup of a group call.</summary>
    public TalkgroupId Group => new(Target);

    /// <summary>Octets 6 to 8: the radio that talks in a voice call.</summary>
    public RadioId Source => new(((uint)_first << 8 | _last) & AddressMask);

    /// <summary>
    /// Whether both are voice calls of the same radio to the same target; service options, which may change while it talks, and all
    /// else may differ.
    /// </summary>
    public bool IsSameCall(in LinkControl other) =>
        IsVoiceCall && other.IsVoiceCall && TargetKind == other.TargetKind && Target == other.Target && Source == other.Source;

    /// <summary>A group voice call's message (ETSI TS 102 361-2, clause 7.1.1.1).</summary>
    public static LinkControl GroupVoice(TalkgroupId group, RadioId source, ServiceOptions options = default) =>
        Voice(Flco.GroupVoice, group.Value, source, options);

    /// <summary>A unit to unit voice call's message (ETSI TS 102 361-2, clause 7.1.1.2).</summary>
    public static LinkControl UnitVoice(RadioId target, RadioId source, ServiceOptions options = default) =>
        Voice(Flco.UnitVoice, target.Value, source, options);

    /// <summary>Reads the first 9 octets.</summary>
    public static LinkControl Read(ReadOnlySpan<byte> source) => new(BinaryPrimitives.ReadUInt64BigEndian(source), source[8]);

    /// <summary>Writes 9 octets.</summary>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _first);
        destination[8] = _last;
    }

    /// <summary>This call's message for another target of the same kind; all else is kept, reserved bits too.</summary>
    public LinkControl WithTarget(uint target) =>
        new((_first & ~((ulong)AddressMask << 16)) | ((ulong)(target & AddressMask) << 16), _last);

    /// <summary>This call's message with other service options.</summary>
    public LinkControl WithServiceOptions(ServiceOptions options) =>
        new((_first & ~(0xFFUL << 40)) | ((ulong)options.Value << 40), _last);

    private static LinkControl Voice(Flco flco, uint target, RadioId source, ServiceOptions options) =>
        new((ulong)flco << 56 | (ulong)options.Value << 40 | (ulong)(target & AddressMask) << 16 | (source.Value & AddressMask) >> 8,
            (byte)source.Value);
}
