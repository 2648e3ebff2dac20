using System.IO.Compression;
using System.Text;

namespace RadioNet.Core.Storage;

/// <summary>
/// A plan's text as compressed parts: LiteDB takes documents up to 16 MB, and a plan of a large network is longer.
/// </summary>
internal static class TextParts
{
    /// <summary>The largest part in bytes.</summary>
    internal const int PartSize = 1024 * 1024;

    public static List<byte[]> Split(string text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new StreamWriter(brotli, new UTF8Encoding(false)))
        {
            writer.Write(text);
        }

        return [.. packed.ToArray().Chunk(PartSize)];
    }

    public static string Join(IEnumerable<byte[]> parts)
    {
        using var packed = new MemoryStream();
        foreach (var part in parts)
        {
            packed.Write(part);
        }

        packed.Position = 0;
        using var reader = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress), Encoding.UTF8, false);
        return reader.ReadToEnd();
    }
}
