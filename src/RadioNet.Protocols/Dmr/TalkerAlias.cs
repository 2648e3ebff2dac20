using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// A talker's name in up to four link control messages of embedded signalling (ETSI TS 102 361-2, clauses 7.1.1.4 and
/// 7.1.1.5). The header's octet 2 is format(2) length(5) and one bit that only 7-bit text uses; its other 6 octets and 7 of
/// each block carry the text. The length counts characters, in UTF-8 octets.
/// </summary>
public static class TalkerAlias
{
    /// <summary>The most messages that a name takes: a header and three blocks.</summary>
    public const int MostMessages = 4;

    /// <summary>The most characters that a name has.</summary>
    public const int MostCharacters = 31;

    /// <summary>Text of all messages: 49 bits of the header and 56 of each block.</summary>
    internal const int TextOctets = 28;

    /// <summary>The text's first bit in a space of 28 octets; octets begin at bit 8, 7-bit text one bit before.</summary>
    internal const int SevenBitStart = 7;

    private const int BlockOctets = 7;

    /// <summary>Splits a name into messages.</summary>
    /// <param name="text">The name.</param>
    /// <param name="format">How to write it.</param>
    /// <param name="messages">Room for <see cref="MostMessages"/>.</param>
    /// <param name="count">Messages made: 1 to 4.</param>
    /// <returns>False when the format cannot say the text, or the text is too long.</returns>
    public static bool TrySplit(ReadOnlySpan<char> text, TalkerAliasFormat format, Span<LinkControl> messages, out int count)
    {
        Span<byte> space = stackalloc byte[TextOctets];
        space.Clear();
        count = 0;
        if (!TryEncode(text, format, space, out var length, out var bits))
            return false;
        space[0] |= (byte)((int)format << 6 | length << 1);
        Span<byte> octets = stackalloc byte[LinkControl.Octets];
        octets.Clear();
        do
        {
            octets[0] = (byte)(Flco.TalkerAliasHeader + (byte)count);
            space.Slice(BlockOctets * count, BlockOctets).CopyTo(octets[2..]);
            messages[count++] = LinkControl.Read(octets);
        }
        while (bits > 8 * BlockOctets * count);
        return true;
    }

    /// <summary>Messages that a name of a length needs, the header included.</summary>
    internal static int MessagesOf(TalkerAliasFormat format, int length) => Math.Min(MostMessages, (EndOf(format, length) + 55) / 56);

    /// <summary>Characters (octets in UTF-8) that fit the four messages.</summary>
    internal static int MostOf(TalkerAliasFormat format) => format switch
    {
        TalkerAliasFormat.SevenBit => MostCharacters,
        TalkerAliasFormat.Utf16 => (TextOctets - 1) / 2,
        _ => TextOctets - 1,
    };

    /// <summary>Where the text of a length ends in the space, in bits; a header alone is 56.</summary>
    private static int EndOf(TalkerAliasFormat format, int length) => Math.Max(8 * BlockOctets, format switch
    {
        TalkerAliasFormat.SevenBit => SevenBitStart + 7 * length,
        TalkerAliasFormat.Utf16 => 8 + 16 * length,
        _ => 8 + 8 * length,
    });

    private static bool TryEncode(ReadOnlySpan<char> text, TalkerAliasFormat format, Span<byte> space, out int length, out int bits)
    {
        (length, bits) = (text.Length, 0);
        if (format == TalkerAliasFormat.Utf8)
        {
            if (System.Text.Unicode.Utf8.FromUtf16(text, space[1..], out _, out length, replaceInvalidSequences: false)
                != System.Buffers.OperationStatus.Done)
                return false;
        }
        else if (length > MostOf(format))
        {
            return false;
        }
        else
        {
            for (var index = 0; index < length; index++)
            {
                if (!TryWrite(space, format, index, text[index]))
                    return false;
            }
        }

        bits = EndOf(format, length);
        return true;
    }

    private static bool TryWrite(Span<byte> space, TalkerAliasFormat format, int index, char character)
    {
        switch (format)
        {
            case TalkerAliasFormat.SevenBit when character < 0x80:
                BitFields.Write(space, SevenBitStart + 7 * index, 7, character);
                return true;
            case TalkerAliasFormat.EightBit when character < 0x100:
                space[1 + index] = (byte)character;
                return true;
            case TalkerAliasFormat.Utf16:
                BitFields.Write(space, 8 + 16 * index, 16, character);
                return true;
            default:
                return false;
        }
    }
}
