namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// DMRG: the talker's position beside the voice (GPS info, FLCO 8; ETSI TS 102 361-2, clause 7.1.1.3). From a modem host,
/// 14 octets: 0:4 tag, 4:3 source, 7:7 the link control's octets 2 to 8; towards a master 18: 4:4 repeater id, 8:3 source,
/// 11:7. A hint, as <see cref="TalkerAliasPacket"/>, with the same cut form. Read in place.
/// </summary>
public readonly ref struct TalkerPositionPacket
{
    /// <summary>Octets towards a master.</summary>
    public const int Length = 18;

    /// <summary>Octets from a modem host, and of the gateway's cut form.</summary>
    public const int LocalLength = 14;

    /// <summary>Octets of a whole payload.</summary>
    public const int PayloadLength = 7;

    private TalkerPositionPacket(RepeaterId? repeater, ReadOnlySpan<byte> body)
    {
        Repeater = repeater;
        Source = new(Wire.ReadUInt24(body, 0));
        Payload = body[3..];
    }

    /// <summary>The repeater, where the packet names it.</summary>
    public RepeaterId? Repeater { get; }

    /// <summary>The radio that talks.</summary>
    public RadioId Source { get; }

    /// <summary>Octets 2 to 8 of the link control; 3 octets instead of 7 when cut.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Whether the payload is whole.</summary>
    public bool IsWhole => Payload.Length == PayloadLength;

    /// <summary>Reads a datagram that came in a session; false when it is no talker position.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, RepeaterId session, out TalkerPositionPacket packet)
    {
        packet = default;
        if (source.Length is not (Length or LocalLength) || !source.StartsWith("DMRG"u8)) return false;
        var first = new RepeaterId(Wire.ReadUInt32(source, 4));
        bool namesRepeater = source.Length == Length || first == session;
        packet = namesRepeater ? new(first, source[8..]) : new(null, source[4..]);
        return true;
    }

    /// <summary>Writes the 18 octets towards a master, or the 14 of a modem host when no repeater is given; returns the length.</summary>
    public static int Write(Span<byte> destination, RepeaterId? repeater, RadioId source, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(payload.Length, PayloadLength);
        "DMRG"u8.CopyTo(destination);
        if (repeater is { } id) Wire.WriteUInt32(destination, 4, id.Value);
        var body = destination[(repeater is null ? 4 : 8)..];
        Wire.WriteUInt24(body, 0, source.Value);
        payload.CopyTo(body[3..]);
        return repeater is null ? LocalLength : Length;
    }
}
