using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RadioNet.Core.Records.Outages;

/// <summary>A report of an outage as one line of JSON.</summary>
[JsonSerializable(typeof(OutageReport))]
internal sealed partial class OutageJson : JsonSerializerContext
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter<AlarmState>(JsonNamingPolicy.CamelCase) },

        // Letters stand as they are: who reads the line may be a person.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly OutageJson _context = new(_options);

    /// <summary>Times in ISO 8601, UTC; states as words.</summary>
    public static string Write(OutageReport report) => JsonSerializer.Serialize(report, _context.OutageReport);
}
