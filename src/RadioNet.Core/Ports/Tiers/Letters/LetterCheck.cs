using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Tiers;
using RadioNet.Plan;
using RadioNet.Protocols;
using RadioNet.Protocols.Identity;
using RadioNet.Protocols.M17;

namespace RadioNet.Core.Ports.Tiers.Letters;

/// <summary>
/// Checks the values of one message that came, and remembers the first that breaks a rule; in the place of such a value there stands
/// a harmless one, so that reading goes on to the end.
/// </summary>
internal sealed class LetterCheck
{
    /// <summary>The first thing that is wrong; null while nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Something is wrong.</summary>
    public T? Wrong<T>(string why)
    {
        Problem ??= why;
        return default;
    }

    /// <summary>Whether a message that has to be there is.</summary>
    public bool There([NotNullWhen(true)] object? part, string name)
    {
        if (part is null)
        {
            Wrong<object>($"{name} is missing");
        }

        return part is not null;
    }

    /// <summary>The id of a node or of a site.</summary>
    public string Id(string text, string name) => LinkIdentity.IsId(text) ? text : Wrong<string>($"{name} is no id") ?? "";

    /// <summary>Where something was heard: a site, or the consoles of a node.</summary>
    public string Where(string text, string name) => ConsoleSites.TryNode(text, out var node) && LinkIdentity.IsId(node) ? text : Id(text, name);

    /// <summary>The id of a node; null where none is said.</summary>
    public string? IdOrNone(string text, string name) => text.Length == 0 ? null : Id(text, name);

    /// <summary>A call's key.</summary>
    public string CallKey(string text, string name) => IsCallKey(text) ? text : Wrong<string>($"{name} is no call's key") ?? "";

    /// <summary>A text for people, which may be empty.</summary>
    public string Text(string text, string name) => text.Length <= LetterLimits.LongestText ? text : Wrong<string>($"{name} is too long") ?? "";

    /// <summary>A number that is not negative.</summary>
    public long Number(long value, string name) => value >= 0 ? value : Wrong<long>($"{name} is negative");

    /// <summary>A term of a call's arbiter.</summary>
    public long Term(long value, string name) => value is >= 0 and <= Terms.Largest ? value : Wrong<long>($"{name} is no term");

    /// <summary>A stream id on the Homebrew protocol, which is never 0.</summary>
    public uint StreamId(uint value, string name) => value != 0 ? value : Wrong<uint>($"{name} is 0");

    /// <summary>A number from 0 to a bound.</summary>
    public int Within(uint value, int most, string name) => value <= (uint)most ? (int)value : Wrong<int>($"{name} is over {most}");

    /// <summary>The address of a radio or of a talkgroup, which may be nobody's.</summary>
    public uint Address(uint value, string name) => value <= RadioId.Largest ? value : Wrong<uint>($"{name} has more than 24 bits");

    /// <summary>A radio.</summary>
    public RadioId Radio(uint value, string name) => new RadioId(value) is { IsValid: true } radio ? radio : Wrong<RadioId>($"{name} is no radio's");

    /// <summary>Who talks at an M17 reflector; null where none is said.</summary>
    public M17Address? CallsignOrNone(string text, string name) =>
        text.Length == 0 ? null : M17Address.TryParse(text, out var callsign) && callsign.IsCallsign ? callsign : Wrong<M17Address?>($"{name} is none");

    /// <summary>A timeslot.</summary>
    public Timeslot Slot(uint value, string name) => value is 1 or 2 ? (Timeslot)value : Wrong<Timeslot>($"{name} is no timeslot");

    /// <summary>A service options octet.</summary>
    public ServiceOptions Options(uint value, string name) => new((byte)Within(value, byte.MaxValue, name));

    /// <summary>A reason, by its word; none for another version's.</summary>
    public Reason Reason(string word, string name) => Reasons.Parse(Text(word, name));

    /// <summary>A time.</summary>
    public DateTimeOffset Time(Timestamp? time, string name)
    {
        var (first, last) = LetterLimits.Times;
        return time is { Nanos: >= 0 and < 1_000_000_000 } && time.Seconds >= first.ToUnixTimeSeconds() && time.Seconds < last.ToUnixTimeSeconds()
            ? time.ToDateTimeOffset()
            : Wrong<DateTimeOffset>($"{name} is no time");
    }

    /// <summary>A time that need not be said.</summary>
    public DateTimeOffset? TimeOrNone(Timestamp? time, string name) => time is null ? null : Time(time, name);

    /// <summary>A list, not longer than it may be.</summary>
    public ImmutableArray<T> All<TSaid, T>(IReadOnlyCollection<TSaid> said, int most, string name, Func<TSaid, T> read) =>
        said.Count <= most ? [.. said.Select(read)] : Wrong<ImmutableArray<T>?>($"{name} are more than {most}") ?? [];

    /// <summary>The ids of nodes or of sites.</summary>
    public ImmutableArray<string> Ids(IReadOnlyCollection<string> said, int most, string name) => All(said, most, name, one => Id(one, name));

    private static bool IsCallKey(string key) => key == CallControl.Calls.CallKey.All
        || AfterPrefix(key, "group:") is { } group && uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && new TalkgroupId(number) is { IsValid: true } talkgroup && key == CallControl.Calls.CallKey.Of(talkgroup)
        || AfterPrefix(key, "unit:")?.Split('-') is [var one, var other]
            && uint.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && uint.TryParse(other, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            && new RadioId(first).IsValid && new RadioId(second).IsValid && key == CallControl.Calls.CallKey.Of(new RadioId(first), new RadioId(second))
        || AfterPrefix(key, "data:")?.Split('@') is [var stream, var node] && LinkIdentity.IsId(node)
            && long.TryParse(stream, NumberStyles.None, CultureInfo.InvariantCulture, out var ingress)
            && key == CallControl.Calls.CallKey.OfData(new IngressId(ingress, node));

    private static string? AfterPrefix(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal) ? key[prefix.Length..] : null;
}
