using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Protocols.Tests.Mmdvm;

/// <summary>What a reader makes of octets, as arrays that outlive it.</summary>
internal static class Frames
{
    /// <summary>Feeds octets in pieces of these lengths, the last one repeated, and then silence if asked for.</summary>
    public static List<byte[]> Read(this ModemFrameReader reader, ReadOnlySpan<byte> octets, bool isSilentAfter = true, params int[] pieces)
    {
        var frames = new List<byte[]>();
        for (int piece = 0; !octets.IsEmpty; piece++)
        {
            int length = pieces.Length == 0 ? octets.Length : Math.Clamp(pieces[Math.Min(piece, pieces.Length - 1)], 1, octets.Length);
            reader.Take(octets[..length], frames);
            octets = octets[length..];
        }

        if (!isSilentAfter) return frames;
        reader.Expire();
        reader.Take([], frames);
        Assert.Equal(0, reader.Pending);
        return frames;
    }

    public static List<byte[]> Read(FrameDirection direction, params byte[][] pieces)
    {
        var reader = new ModemFrameReader(direction);
        var frames = new List<byte[]>();
        foreach (byte[] piece in pieces) reader.Take(piece, frames);
        reader.Expire();
        reader.Take([], frames);
        return frames;
    }

    public static ModemFrame Frame(byte[] octets)
    {
        Assert.True(ModemFrame.TryRead(octets, out var frame), Convert.ToHexString(octets));
        return frame;
    }

    public static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", ""));

    private static void Take(this ModemFrameReader reader, ReadOnlySpan<byte> octets, List<byte[]> frames)
    {
        while (reader.TryRead(ref octets, out var frame)) frames.Add(frame.Octets.ToArray());
        Assert.True(octets.IsEmpty);
    }
}
