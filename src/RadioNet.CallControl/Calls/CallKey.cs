using System.Globalization;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Calls;

/// <summary>The keys of calls' arbiters: what a call names decides who arbitrates it.</summary>
public static class CallKey
{
    /// <summary>The all-call's.</summary>
    public const string All = "all";

    private const string DataPrefix = "data:";

    /// <summary>A talkgroup's.</summary>
    public static string Of(TalkgroupId talkgroup) => $"group:{talkgroup}";

    /// <summary>A pair of radios', whoever calls.</summary>
    public static string Of(RadioId one, RadioId other) =>
        one.Value < other.Value ? $"unit:{one}-{other}" : $"unit:{other}-{one}";

    /// <summary>A data stream's own: data has no floor, so nothing is shared.</summary>
    public static string OfData(IngressId stream) => string.Create(CultureInfo.InvariantCulture, $"{DataPrefix}{stream.Value}");

    /// <summary>Whether a key is a data stream's.</summary>
    public static bool IsData(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.StartsWith(DataPrefix, StringComparison.Ordinal);
    }
}
