namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// DMRC, 119 octets: how a modem host describes itself to its local gateway, every 10 s and without an answer. 0:4 tag,
/// 4:4 id, 8:8 callsign, 16:9 receive Hz, 25:9 transmit Hz, 34:2 watts, 36:2 colour code, 38:1 slots, 39:40 version,
/// 79:40 software. The text fields are read as those of <see cref="RepeaterConfiguration"/>.
/// </summary>
public sealed record LocalConfiguration
{
    /// <summary>Octets of the message.</summary>
    public const int Length = 119;

    /// <summary>The repeater.</summary>
    public RepeaterId Repeater { get; init; }

    /// <summary>At most 8 octets of UTF-8.</summary>
    public string Callsign { get; init; } = "";

    /// <summary>What the repeater receives on, at most 999,999,999 Hz.</summary>
    public uint? ReceiveHertz { get; init; }

    /// <summary>What it transmits on.</summary>
    public uint? TransmitHertz { get; init; }

    /// <summary>Power, at most 99 W.</summary>
    public uint? PowerWatts { get; init; }

    /// <summary>Colour code.</summary>
    public ColorCode? ColorCode { get; init; }

    /// <summary>Timeslots.</summary>
    public RepeaterSlots Slots { get; init; }

    /// <summary>At most 40 octets.</summary>
    public string Version { get; init; } = "";

    /// <summary>At most 40 octets.</summary>
    public string Software { get; init; } = "";

    /// <summary>Reads a datagram; false when tag or length is another's.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out LocalConfiguration? configuration)
    {
        configuration = null;
        if (source.Length != Length || !source.StartsWith("DMRC"u8)) return false;
        configuration = new()
        {
            Repeater = new(Wire.ReadUInt32(source, 4)),
            Callsign = FixedText.Read(source[8..16]),
            ReceiveHertz = FixedText.ReadNumber(source[16..25]),
            TransmitHertz = FixedText.ReadNumber(source[25..34]),
            PowerWatts = FixedText.ReadNumber(source[34..36]),
            ColorCode = FixedText.ReadNumber(source[36..38]) is { } code and <= 15 ? new ColorCode((byte)code) : null,
            Slots = source[38] is >= (byte)'1' and <= (byte)'4' ? (RepeaterSlots)(source[38] - '0') : RepeaterSlots.None,
            Version = FixedText.Read(source[39..79]),
            Software = FixedText.Read(source[79..119]),
        };
        return true;
    }

    /// <summary>Writes the message; returns 119. Text too long is cut.</summary>
    public int Write(Span<byte> destination)
    {
        var message = destination[..Length];
        "DMRC"u8.CopyTo(message);
        Wire.WriteUInt32(message, 4, Repeater.Value);
        FixedText.Write(message[8..16], Callsign);
        FixedText.WriteDigits(message[16..25], Math.Min(ReceiveHertz ?? 0, 999_999_999));
        FixedText.WriteDigits(message[25..34], Math.Min(TransmitHertz ?? 0, 999_999_999));
        FixedText.WriteDigits(message[34..36], Math.Min(PowerWatts ?? 0, 99));
        FixedText.WriteDigits(message[36..38], ColorCode?.Value ?? 0);
        message[38] = (byte)('0' + (byte)Slots);
        FixedText.Write(message[39..79], Version);
        FixedText.Write(message[79..119], Software);
        return Length;
    }
}
