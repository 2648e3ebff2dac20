using System.Runtime.CompilerServices;
using System.Text.Unicode;
using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// Assembles a talker's name from its messages, which come in any order and over and over (ETSI TS 102 361-2, clauses
/// 7.1.1.4 and 7.1.1.5). Another header begins another name. It is a mutable value: keep it in a field, one a spurt.
/// </summary>
public struct TalkerAliasAccumulator
{
    private const int HeaderHeld = 1;

    private Text _text;
    private byte _held;

    /// <summary>How the name is written, once the header is there.</summary>
    public readonly TalkerAliasFormat Format => (TalkerAliasFormat)(_text[0] >> 6);

    /// <summary>Whether the header and as many blocks as its length asks for are there.</summary>
    public readonly bool IsComplete
    {
        get
        {
            var needed = (1 << TalkerAlias.MessagesOf(Format, Length)) - 1;
            return (_held & HeaderHeld) != 0 && (_held & needed) == needed;
        }
    }

    private readonly int Length => Math.Min(_text[0] >> 1 & 0x1F, TalkerAlias.MostOf(Format));

    /// <summary>Takes a message.</summary>
    /// <returns>Whether it was a part of a name.</returns>
    public bool TryAdd(in LinkControl lc)
    {
        var part = lc.Flco - Flco.TalkerAliasHeader;
        if (part is < 0 or >= TalkerAlias.MostMessages || lc.FeatureSet != FeatureSetId.Standard || lc.IsProtected)
            return false;
        Span<byte> octets = stackalloc byte[LinkControl.Octets];
        lc.Write(octets);
        Span<byte> place = ((Span<byte>)_text).Slice(7 * part, 7);
        if (part == 0 && (_held & HeaderHeld) != 0 && !place.SequenceEqual(octets[2..]))
            _held = 0;
        octets[2..].CopyTo(place);
        _held |= (byte)(1 << part);
        return true;
    }

    /// <summary>Writes the name, without the zeros and spaces that fill its end.</summary>
    /// <param name="destination">Room for <see cref="TalkerAlias.MostCharacters"/>.</param>
    /// <param name="written">Characters written.</param>
    /// <returns>False until it is complete. Octets that are no UTF-8 become U+FFFD.</returns>
    public readonly bool TryGetText(Span<char> destination, out int written)
    {
        written = 0;
        if (!IsComplete)
            return false;
        ReadOnlySpan<byte> text = _text;
        if (Format == TalkerAliasFormat.Utf8)
        {
            Utf8.ToUtf16(text.Slice(1, Length), destination, out _, out written);
        }
        else
        {
            for (; written < Length; written++)
            {
                destination[written] = Format switch
                {
                    TalkerAliasFormat.SevenBit => (char)BitFields.Read(text, TalkerAlias.SevenBitStart + 7 * written, 7),
                    TalkerAliasFormat.EightBit => (char)text[1 + written],
                    _ => (char)BitFields.Read(text, 8 + 16 * written, 16),
                };
            }
        }

        while (written > 0 && destination[written - 1] is '\0' or ' ')
            written--;
        return true;
    }

    /// <summary>Forgets what it holds: another talker begins.</summary>
    public void Reset() => _held = 0;

    [InlineArray(TalkerAlias.TextOctets)]
    private struct Text
    {
        private byte _first;
    }
}
