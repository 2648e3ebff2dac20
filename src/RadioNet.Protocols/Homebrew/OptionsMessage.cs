namespace RadioNet.Protocols.Homebrew;

/// <summary>RPTO (DTCO): 0:4 tag, 4:4 repeater id, 8: the options string, ASCII without a terminator. Read in place.</summary>
public readonly ref struct OptionsMessage
{
    /// <summary>Octets before the string.</summary>
    public const int HeaderLength = 8;

    /// <summary>Octets that are read at most; the reference client writes 300 at most.</summary>
    public const int LongestLength = 306;

    /// <summary>Octets of the string at most, when written.</summary>
    public const int LongestText = 292;

    private readonly ReadOnlySpan<byte> _octets;

    private OptionsMessage(ReadOnlySpan<byte> octets, HomebrewDialect dialect)
    {
        _octets = octets;
        Dialect = dialect;
    }

    /// <summary>Which family of tags it was said in.</summary>
    public HomebrewDialect Dialect { get; }

    /// <summary>The repeater.</summary>
    public RepeaterId Repeater => new(Wire.ReadUInt32(_octets, 4));

    /// <summary>The string's octets, as received.</summary>
    public ReadOnlySpan<byte> Text => _octets[HeaderLength..];

    /// <summary>Reads a datagram; false when it is no options message. The string itself is read by <see cref="HomebrewOptions.Parse"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out OptionsMessage message)
    {
        message = default;
        if (source.Length is < HeaderLength or > LongestLength) return false;
        if (source.StartsWith("RPTO"u8)) message = new(source, HomebrewDialect.Conventional);
        else if (source.StartsWith("DTCO"u8)) message = new(source, HomebrewDialect.Trunking);
        else return false;
        return true;
    }

    /// <summary>Writes a message and returns its length; the string has at most 292 octets.</summary>
    public static int Write(Span<byte> destination, RepeaterId repeater, ReadOnlySpan<byte> text, HomebrewDialect dialect = HomebrewDialect.Conventional)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, LongestText);
        (dialect == HomebrewDialect.Trunking ? "DTCO"u8 : "RPTO"u8).CopyTo(destination);
        Wire.WriteUInt32(destination, 4, repeater.Value);
        text.CopyTo(destination[HeaderLength..]);
        return HeaderLength + text.Length;
    }
}
