using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Calls;

/// <summary>The keys of calls' arbiters: what a call names decides who arbitrates it.</summary>
public static class CallKey
{
    /// <summary>The all-call's.</summary>
    public const string All = "all";

    private const string GroupPrefix = "group:";
    private const string UnitPrefix = "unit:";
    private const string DataPrefix = "data:";

    /// <summary>A talkgroup's.</summary>
    public static string Of(TalkgroupId talkgroup) => $"{GroupPrefix}{talkgroup}";

    /// <summary>A pair of radios', whoever calls.</summary>
    public static string Of(RadioId one, RadioId other) =>
        one.Value < other.Value ? $"{UnitPrefix}{one}-{other}" : $"{UnitPrefix}{other}-{one}";

    /// <summary>A data stream's own: data has no floor, so nothing is shared.</summary>
    public static string OfData(IngressId stream) => string.Create(CultureInfo.InvariantCulture, $"{DataPrefix}{stream.Value}@{stream.Node}");

    /// <summary>Whether a key is a data stream's.</summary>
    public static bool IsData(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.StartsWith(DataPrefix, StringComparison.Ordinal);
    }

    /// <summary>The node where a data stream came in, by its key.</summary>
    public static bool TryNodeOfData(string key, [MaybeNullWhen(false)] out string node)
    {
        node = IsData(key) ? key[(key.IndexOf('@', StringComparison.Ordinal) + 1)..] : null;
        return node is not null;
    }

    /// <summary>The talkgroup of a talkgroup's key.</summary>
    public static bool TryTalkgroup(string key, out TalkgroupId talkgroup)
    {
        ArgumentNullException.ThrowIfNull(key);
        var isThere = key.StartsWith(GroupPrefix, StringComparison.Ordinal);
        talkgroup = isThere ? new TalkgroupId(Number(key[GroupPrefix.Length..])) : default;
        return isThere;
    }

    /// <summary>The two radios of their key.</summary>
    public static bool TryRadios(string key, out RadioId one, out RadioId other)
    {
        ArgumentNullException.ThrowIfNull(key);
        (one, other) = (default, default);
        if (!key.StartsWith(UnitPrefix, StringComparison.Ordinal))
        {
            return false;
        }

        var dash = key.IndexOf('-', StringComparison.Ordinal);
        (one, other) = (new RadioId(Number(key[UnitPrefix.Length..dash])), new RadioId(Number(key[(dash + 1)..])));
        return true;
    }

    private static uint Number(string digits) => uint.Parse(digits, CultureInfo.InvariantCulture);
}
