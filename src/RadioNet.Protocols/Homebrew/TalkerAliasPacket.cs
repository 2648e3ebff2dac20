namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// DMRA: a block of the talker's alias beside the voice (ETSI TS 102 361-2, clause 7.1.1.4). From a modem host, 15 octets:
/// 0:4 tag, 4:3 source, 7:1 block 0 to 3, 8:7 the link control's octets 2 to 8. Towards a master the repeater's id comes
/// first, 19 octets: 4:4 id, 8:3 source, 11:1 block, 12:7. A hint: the same stands in the voice bursts. Read in place.
/// </summary>
/// <remarks>
/// The reference gateway sends the first 15 of the 19 octets. So 15 octets are read as that when octets 4 to 7 are the id
/// of the session that they came in, and the payload is then cut to 3 octets.
/// </remarks>
public readonly ref struct TalkerAliasPacket
{
    /// <summary>Octets towards a master.</summary>
    public const int Length = 19;

    /// <summary>Octets from a modem host, and of the gateway's cut form.</summary>
    public const int LocalLength = 15;

    /// <summary>Octets of a whole payload.</summary>
    public const int PayloadLength = 7;

    /// <summary>The last block's number; 0 is the header.</summary>
    public const byte LastBlock = 3;

    private TalkerAliasPacket(RepeaterId? repeater, ReadOnlySpan<byte> body)
    {
        Repeater = repeater;
        Source = new(Wire.ReadUInt24(body, 0));
        Block = body[3];
        Payload = body[4..];
    }

    /// <summary>The repeater, where the packet names it.</summary>
    public RepeaterId? Repeater { get; }

    /// <summary>The radio that talks.</summary>
    public RadioId Source { get; }

    /// <summary>0 for the header (FLCO 4), 1 to 3 for the blocks (FLCO 5 to 7).</summary>
    public byte Block { get; }

    /// <summary>Octets 2 to 8 of the link control; 3 octets instead of 7 when cut.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Whether the payload is whole.</summary>
    public bool IsWhole => Payload.Length == PayloadLength;

    /// <summary>Reads a datagram that came in a session; false when it is no talker alias.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, RepeaterId session, out TalkerAliasPacket packet)
    {
        packet = default;
        if (source.Length is not (Length or LocalLength) || !source.StartsWith("DMRA"u8)) return false;
        var first = new RepeaterId(Wire.ReadUInt32(source, 4));
        bool namesRepeater = source.Length == Length || first == session;
        packet = namesRepeater ? new(first, source[8..]) : new(null, source[4..]);
        return packet.Block <= LastBlock;
    }

    /// <summary>Writes the 19 octets towards a master, or the 15 of a modem host when no repeater is given; returns the length.</summary>
    public static int Write(Span<byte> destination, RepeaterId? repeater, RadioId source, byte block, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(payload.Length, PayloadLength);
        "DMRA"u8.CopyTo(destination);
        if (repeater is { } id) Wire.WriteUInt32(destination, 4, id.Value);
        var body = destination[(repeater is null ? 4 : 8)..];
        Wire.WriteUInt24(body, 0, source.Value);
        body[3] = block;
        payload.CopyTo(body[4..]);
        return repeater is null ? LocalLength : Length;
    }
}
