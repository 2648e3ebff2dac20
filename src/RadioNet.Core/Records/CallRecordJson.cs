using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RadioNet.Core.Records;

/// <summary>A call record as it is stored: JSON, compressed. Fields that are missing take their defaults, so old records stay readable.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    // Not WhenWritingDefault: a required field that has its default value must be there to be read back.
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CallRecord))]
internal sealed partial class CallRecordJson : JsonSerializerContext
{
    public static byte[] Pack(CallRecord record)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(brotli, record, Default.CallRecord);
        }

        return packed.ToArray();
    }

    public static CallRecord Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(brotli, Default.CallRecord)
            ?? throw new InvalidDataException("A call record is stored as null.");
    }
}
