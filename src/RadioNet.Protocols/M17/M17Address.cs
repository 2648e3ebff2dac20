using System.Diagnostics.CodeAnalysis;

namespace RadioNet.Protocols.M17;

/// <summary>
/// Who sends or is called (M17 specification, address encoding): 48 bits, a callsign of up to nine characters in base 40 with the first
/// one least significant; or <c>#</c> and up to eight, which is no callsign; or everybody.
/// </summary>
public readonly record struct M17Address
{
    /// <summary>Octets on the wire, high one first.</summary>
    public const int Octets = 6;

    /// <summary>The most characters of one as text.</summary>
    public const int LongestText = 9;

    private const string Alphabet = " ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/.";
    private const string Everybody = "@ALL";
    private const char ExtendedMark = '#';
    private const ulong FirstExtended = 0xEE6B_2800_0000; // 40 to the ninth
    private const ulong LastExtended = 0xF461_08FF_FFFF; // and 40 to the eighth more
    private const ulong ModulePlace = 6_553_600_000_000; // 40 to the eighth: the ninth character

    private M17Address(ulong value) => Value = value;

    /// <summary>Everybody who hears it; a destination alone.</summary>
    public static M17Address Broadcast { get; } = new(0xFFFF_FFFF_FFFF);

    /// <summary>The 48 bits.</summary>
    public ulong Value { get; }

    /// <summary>Whether it is a callsign.</summary>
    public bool IsCallsign => Value is > 0 and < FirstExtended;

    /// <summary>Whether it is <c>#</c> and a name, such as a reflector's <c>#PARROT</c>.</summary>
    public bool IsExtended => Value is >= FirstExtended and <= LastExtended;

    /// <summary>The ninth character, a reflector's or repeater's module; null of what has none.</summary>
    public char? Module => IsCallsign && Value >= ModulePlace ? Alphabet[(int)(Value / ModulePlace)] : null;

    /// <summary>Reads six octets; false when they are nobody's: 0, or a reserved value.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out M17Address address)
    {
        address = default;
        if (source.Length < Octets) return false;
        ulong value = 0;
        foreach (byte octet in source[..Octets]) value = value << 8 | octet;
        if (value == 0 || (value > LastExtended && value != Broadcast.Value)) return false;
        address = new M17Address(value);
        return true;
    }

    /// <summary>Reads text such as <c>N0CALL</c>, <c>N0CALL  A</c>, <c>#PARROT</c> or <c>@ALL</c>, in upper or lower case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out M17Address address)
    {
        address = default;
        if (text is null) return false;
        if (text.Equals(Everybody, StringComparison.OrdinalIgnoreCase))
        {
            address = Broadcast;
            return true;
        }

        bool isExtended = text.StartsWith(ExtendedMark);
        if (text.Length > LongestText || !TryValue(text.AsSpan(isExtended ? 1 : 0), out ulong value) || (value == 0 && !isExtended)) return false;
        address = new M17Address(isExtended ? FirstExtended + value : value);
        return true;
    }

    /// <summary>The same callsign with a module as its ninth character.</summary>
    /// <param name="module">A to Z.</param>
    /// <exception cref="InvalidOperationException">It is no callsign.</exception>
    public M17Address WithModule(char module)
    {
        if (!IsCallsign) throw new InvalidOperationException($"{this} is no callsign and has no module.");
        ArgumentOutOfRangeException.ThrowIfLessThan(module, 'A');
        ArgumentOutOfRangeException.ThrowIfGreaterThan(module, 'Z');
        return new M17Address(Value % ModulePlace + ModulePlace * (ulong)(module - 'A' + 1));
    }

    /// <summary>Writes six octets.</summary>
    public void Write(Span<byte> destination)
    {
        for (int index = 0; index < Octets; index++) destination[index] = (byte)(Value >> 8 * (Octets - 1 - index));
    }

    /// <summary>The text.</summary>
    public override string ToString()
    {
        if (this == Broadcast) return Everybody;
        Span<char> text = stackalloc char[LongestText + 1];
        int length = 0;
        ulong rest = Value;
        if (IsExtended)
        {
            text[length++] = ExtendedMark;
            rest -= FirstExtended;
        }

        for (; rest > 0; rest /= (ulong)Alphabet.Length) text[length++] = Alphabet[(int)(rest % (ulong)Alphabet.Length)];
        return new string(text[..length]);
    }

    private static bool TryValue(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        for (int index = text.Length - 1; index >= 0; index--)
        {
            int digit = char.IsAscii(text[index]) ? Alphabet.IndexOf(char.ToUpperInvariant(text[index])) : -1;
            if (digit < 0) return false;
            value = value * (ulong)Alphabet.Length + (ulong)digit;
        }

        return true;
    }
}
