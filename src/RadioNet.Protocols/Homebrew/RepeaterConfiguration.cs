namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// RPTC (DTCC): how a repeater describes itself, 302 octets. What it says is a claim and is shown as one; a field that
/// can't be read is null. Octets: 0:4 tag, 4:4 id, 8:8 callsign, 16:9 receive Hz, 25:9 transmit Hz, 34:2 watts,
/// 36:2 colour code, 38:8 latitude, 46:9 longitude, 55:3 height in metres, 58:20 location, 78:19 description, 97:1 slots,
/// 98:124 URL, 222:40 software, 262:40 package.
/// </summary>
/// <remarks>Some clients send 306 octets: the callsign first, then the id as eight hexadecimal digits, the rest as above.</remarks>
public sealed record RepeaterConfiguration
{
    /// <summary>Octets of the message.</summary>
    public const int Length = 302;

    /// <summary>Octets of the form with a hexadecimal id.</summary>
    public const int LongestLength = 306;

    private const int FieldsOffset = 16;

    /// <summary>Which family of tags it is said in.</summary>
    public HomebrewDialect Dialect { get; init; }

    /// <summary>The repeater.</summary>
    public RepeaterId Repeater { get; init; }

    /// <summary>At most 8 octets of UTF-8.</summary>
    public string Callsign { get; init; } = "";

    /// <summary>What the repeater receives on, at most 999,999,999 Hz.</summary>
    public uint? ReceiveHertz { get; init; }

    /// <summary>What it transmits on; equal to <see cref="ReceiveHertz"/> at a simplex hotspot.</summary>
    public uint? TransmitHertz { get; init; }

    /// <summary>Power, at most 99 W.</summary>
    public uint? PowerWatts { get; init; }

    /// <summary>Colour code.</summary>
    public ColorCode? ColorCode { get; init; }

    /// <summary>Degrees north; 0 with 0 east when the place is hidden.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; init; }

    /// <summary>Antenna height, −99 to 999 m.</summary>
    public int? HeightMetres { get; init; }

    /// <summary>At most 20 octets.</summary>
    public string Location { get; init; } = "";

    /// <summary>At most 19 octets.</summary>
    public string Description { get; init; } = "";

    /// <summary>Timeslots.</summary>
    public RepeaterSlots Slots { get; init; }

    /// <summary>At most 124 octets.</summary>
    public string Url { get; init; } = "";

    /// <summary>At most 40 octets, such as "DMRGateway-20180522".</summary>
    public string Software { get; init; } = "";

    /// <summary>At most 40 octets, such as "MMDVM_MMDVM_HS_Hat".</summary>
    public string Package { get; init; } = "";

    /// <summary>Reads a datagram; false when tag or length is another's. Fields that make no sense become null.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out RepeaterConfiguration? configuration)
    {
        configuration = null;
        bool isTrunking = source.StartsWith("DTCC"u8);
        if (source.Length is not (Length or LongestLength) || !(isTrunking || source.StartsWith("RPTC"u8))) return false;
        var dialect = isTrunking ? HomebrewDialect.Trunking : HomebrewDialect.Conventional;
        if (source.Length == LongestLength && TryReadHexForm(source, out uint id, out var callsign))
        {
            configuration = ReadFields(source[(FieldsOffset + 4)..]) with { Dialect = dialect, Repeater = new(id), Callsign = callsign };
            return true;
        }

        configuration = ReadFields(source[FieldsOffset..]) with
        {
            Dialect = dialect,
            Repeater = new(Wire.ReadUInt32(source, 4)),
            Callsign = FixedText.Read(source.Slice(8, 8)),
        };
        return true;
    }

    /// <summary>Writes the 302 octets as the reference client does; returns 302. Text too long is cut.</summary>
    public int Write(Span<byte> destination)
    {
        var message = destination[..Length];
        (Dialect == HomebrewDialect.Trunking ? "DTCC"u8 : "RPTC"u8).CopyTo(message);
        Wire.WriteUInt32(message, 4, Repeater.Value);
        FixedText.Write(message.Slice(8, 8), Callsign);
        var fields = message[FieldsOffset..];
        FixedText.WriteDigits(fields[..9], Math.Min(ReceiveHertz ?? 0, 999_999_999));
        FixedText.WriteDigits(fields[9..18], Math.Min(TransmitHertz ?? 0, 999_999_999));
        FixedText.WriteDigits(fields[18..20], Math.Min(PowerWatts ?? 0, 99));
        FixedText.WriteDigits(fields[20..22], ColorCode?.Value ?? 0);
        FixedText.WriteFraction(fields[22..30], Latitude ?? 0);
        FixedText.WriteFraction(fields[30..39], Longitude ?? 0);
        SignedDigits.Write(fields[39..42], HeightMetres ?? 0);
        FixedText.Write(fields[42..62], Location);
        FixedText.Write(fields[62..81], Description);
        fields[81] = (byte)('0' + (byte)Slots);
        FixedText.Write(fields[82..206], Url);
        FixedText.Write(fields[206..246], Software);
        FixedText.Write(fields[246..286], Package);
        return Length;
    }

    private static RepeaterConfiguration ReadFields(ReadOnlySpan<byte> fields) => new()
    {
        ReceiveHertz = FixedText.ReadNumber(fields[..9]),
        TransmitHertz = FixedText.ReadNumber(fields[9..18]),
        PowerWatts = FixedText.ReadNumber(fields[18..20]),
        ColorCode = FixedText.ReadNumber(fields[20..22]) is { } code and <= 15 ? new ColorCode((byte)code) : null,
        Latitude = FixedText.ReadFraction(fields[22..30], 90),
        Longitude = FixedText.ReadFraction(fields[30..39], 180),
        HeightMetres = SignedDigits.Read(fields[39..42]),
        Location = FixedText.Read(fields[42..62]),
        Description = FixedText.Read(fields[62..81]),
        Slots = fields[81] is >= (byte)'1' and <= (byte)'4' ? (RepeaterSlots)(fields[81] - '0') : RepeaterSlots.None,
        Url = FixedText.Read(fields[82..206]),
        Software = FixedText.Read(fields[206..246]),
        Package = FixedText.Read(fields[246..286]),
    };

    private static bool TryReadHexForm(ReadOnlySpan<byte> source, out uint id, out string callsign)
    {
        bool callsignFirst = HexText.TryReadUInt32(source.Slice(12, HexText.Length), out id);
        callsign = FixedText.Read(source.Slice(callsignFirst ? 4 : 12, 8));
        return callsignFirst || HexText.TryReadUInt32(source.Slice(4, HexText.Length), out id);
    }
}
