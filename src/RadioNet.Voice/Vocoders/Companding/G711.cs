namespace RadioNet.Voice.Vocoders.Companding;

/// <summary>
/// ITU-T G.711: eight bits a sample. Samples here have 16 bits; A-law keeps the upper 13 of them, mu-law the upper 14.
/// </summary>
public static class G711
{
    private const byte EvenBits = 0x55;     // A-law inverts every other bit on the line (table 1a, note 2).
    private const int MuBias = 33;          // What mu-law's segments begin with, in 14-bit steps.
    private const int MuLargest = 8158;     // One below mu-law's highest decision value (table 2a), in 14-bit steps.

    private static readonly short[] _fromALaw = [.. Enumerable.Range(0, 256).Select(code => ExpandALaw((byte)code))];
    private static readonly short[] _fromMuLaw = [.. Enumerable.Range(0, 256).Select(code => ExpandMuLaw((byte)code))];

    /// <summary>The sample that an A-law octet stands for.</summary>
    public static short FromALaw(byte code) => _fromALaw[code];

    /// <summary>The sample that a mu-law octet stands for.</summary>
    public static short FromMuLaw(byte code) => _fromMuLaw[code];

    /// <summary>The A-law octet of a sample (table 1).</summary>
    public static byte ToALaw(short sample)
    {
        int magnitude = sample >> 4;
        byte sign = 0x80;
        if (magnitude < 0)
        {
            magnitude = ~magnitude;
            sign = 0;
        }

        // 12 bits of magnitude: two linear segments of 32 steps, then each twice as wide as the one before.
        int segment = magnitude < 32 ? magnitude >> 4 : int.Log2(magnitude) - 3;
        int step = (magnitude >> Math.Max(0, segment - 1)) & 0xF;
        return (byte)((sign | (segment << 4) | step) ^ EvenBits);
    }

    /// <summary>The mu-law octet of a sample (table 2).</summary>
    public static byte ToMuLaw(short sample)
    {
        int value = sample >> 2;
        int sign = value < 0 ? 0 : 0x80;
        int magnitude = Math.Min(value < 0 ? -value : value, MuLargest) + MuBias;
        int segment = int.Log2(magnitude) - 5;
        int step = (magnitude >> (segment + 1)) & 0xF;
        return (byte)(sign | (~((segment << 4) | step) & 0x7F));
    }

    private static short ExpandALaw(byte code)
    {
        int bits = code ^ EvenBits;
        int segment = (bits >> 4) & 7;
        int middle = ((bits & 0xF) << 1) | 1;
        int magnitude = segment == 0 ? middle : (middle + 32) << (segment - 1);
        return (short)((bits & 0x80) != 0 ? magnitude << 3 : -(magnitude << 3));
    }

    private static short ExpandMuLaw(byte code)
    {
        int bits = ~code;
        int magnitude = (((((bits & 0xF) << 1) + MuBias) << ((bits >> 4) & 7)) - MuBias) << 2;
        return (short)((code & 0x80) != 0 ? magnitude : -magnitude);
    }
}
