using System.Collections.Frozen;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>
/// How long an identification is in Morse (ITU-R M.1677): in units of a dot, 50 ms here. A dash is 3 dots, 1 is between the signs
/// of a letter, 3 between letters, 4 for a space more. Firmware begins with 8 and ends with 5 of silence.
/// </summary>
internal static class MorseLength
{
    /// <summary>A dot.</summary>
    public static readonly TimeSpan Unit = TimeSpan.FromMilliseconds(50);

    private const int Silence = 8;
    private const int End = 5;
    private const int Most = 995;
    private const int SpaceUnits = 4;

    private static readonly FrozenDictionary<byte, string> _signs = (
        "A.- B-... C-.-. D-.. E. F..-. G--. H.... I.. J.--- K-.- L.-.. M-- N-. O--- P.--. Q--.- R.-. S... T- U..- V...- W.-- X-..- "
        + "Y-.-- Z--.. 1.---- 2..--- 3...-- 4....- 5..... 6-.... 7--... 8---.. 9----. 0----- /-..-. ?..--.. ,--..-- =-...-")
        .Split(' ')
        .Append("--....-")
        .Append("..-.-.-")
        .ToFrozenDictionary(letter => (byte)letter[0], letter => letter[1..]);

    /// <summary>The units of a text; other characters are passed over. 0: nothing to send, or too much.</summary>
    public static int Of(ReadOnlySpan<byte> text)
    {
        int units = 0;
        foreach (byte character in text)
        {
            if (character == ' ')
                units += SpaceUnits;
            else if (_signs.TryGetValue(character, out string? signs))
                units += signs.Sum(sign => sign == '-' ? 4 : 2) + 2;
        }

        return units == 0 || Silence + units >= Most ? 0 : Silence + units + End;
    }
}
