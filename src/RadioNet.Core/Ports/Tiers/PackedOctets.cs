using System.IO.Compression;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>Octets compressed for their way over a tier link: Brotli (RFC 7932).</summary>
internal static class PackedOctets
{
    public static byte[] Pack(ReadOnlySpan<byte> octets)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(octets);
        }

        return packed.ToArray();
    }

    /// <summary>The octets; null when they are none, or more than a limit.</summary>
    public static byte[]? Unpack(ReadOnlyMemory<byte> packed, int most)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        using var octets = new MemoryStream();
        var some = new byte[64 * 1024];
        try
        {
            for (int count; (count = brotli.Read(some)) > 0;)
            {
                if (octets.Length + count > most)
                {
                    return null;
                }

                octets.Write(some.AsSpan(0, count));
            }

            return octets.ToArray();
        }
        catch (Exception damaged) when (damaged is InvalidOperationException or InvalidDataException or IOException)
        {
            return null;
        }
    }
}
