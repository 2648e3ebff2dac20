using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RadioNet.Core.Recordings;

/// <summary>An entry as its line: JSON, whose octets are what is hashed and signed.</summary>
internal static class RecordingLine
{
    private const string SignatureField = ",\"signature\":\"";

    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What the first entry names as the one before it.</summary>
    public static string Nothing { get; } = new('0', 64);

    /// <summary>The line, signed when somebody signs.</summary>
    public static string Write(RecordingEntry entry, Func<byte[], byte[]>? sign)
    {
        var line = JsonSerializer.Serialize(entry with { Signature = null }, _options);
        return sign is null ? line : $"{line[..^1]}{SignatureField}{Convert.ToBase64String(sign(Encoding.UTF8.GetBytes(line[..^1])))}\"}}";
    }

    /// <summary>Reads a line; null when it is none.</summary>
    public static RecordingEntry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<RecordingEntry>(line, _options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a line's signature is over; null when it has none.</summary>
    public static byte[]? SignedOf(string line)
    {
        var at = line.LastIndexOf(SignatureField, StringComparison.Ordinal);
        return at < 0 ? null : Encoding.UTF8.GetBytes(line[..at]);
    }

    /// <summary>SHA-256 of a line, hexadecimal.</summary>
    public static string HashOf(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
}
