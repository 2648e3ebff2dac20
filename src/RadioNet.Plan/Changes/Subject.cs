using System.Globalization;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Changes;

/// <summary>Whom a sentence is about: one by its name, several by their number with the first few names.</summary>
internal readonly record struct Subject(LocalizedText Text, bool Plural)
{
    /// <summary>How many are named one by one.</summary>
    public const int Named = 5;

    /// <summary>Radios by their holders' aliases.</summary>
    public static Subject Radios(IReadOnlyList<Subscriber> radios) =>
        Of(radios, new LocalizedText("máy", "radio"), "radios", s => LocalizedText.Same(s.Alias));

    /// <summary>Radios by their number alone.</summary>
    public static Subject Radios(int count) =>
        count == 1 ? new(new LocalizedText("1 máy", "1 radio"), false) : new(new LocalizedText($"{Count(count).Vi} máy", $"{Count(count).En} radios"), true);

    public static Subject Talkgroups(IReadOnlyList<Talkgroup> talkgroups) =>
        talkgroups.Count == 1
            ? new(Upper(Talkgroup(talkgroups[0])), false)
            : Of(talkgroups, new LocalizedText("nhóm gọi", "talkgroup"), "talkgroups", t => LocalizedText.Same(t.Id.ToString()));

    public static Subject Repeaters(IReadOnlyList<Repeater> repeaters) =>
        Of(repeaters, new LocalizedText("trạm lặp", "repeater"), "repeaters", r => LocalizedText.Same(r.Id.ToString()));

    /// <summary>Base stations by <c>site/base-station</c>.</summary>
    public static Subject Stations(IReadOnlyList<string> names) =>
        Of(names, new LocalizedText("trạm gốc", "base station"), "base stations", LocalizedText.Same);

    /// <summary>Carriers by <c>site/base-station/carrier</c>.</summary>
    public static Subject Carriers(IReadOnlyList<string> names) =>
        Of(names, new LocalizedText("sóng mang", "carrier"), "carriers", LocalizedText.Same);

    public static Subject Users(IReadOnlyList<User> users) =>
        Of(users, new LocalizedText("người dùng", "user"), "users", u => LocalizedText.Same(u.Name));

    /// <summary>A talkgroup inside a sentence: <c>talkgroup 210 (Rescue)</c>.</summary>
    public static LocalizedText Talkgroup(Talkgroup talkgroup)
    {
        var id = talkgroup.Id.ToString();
        return talkgroup.Name == LocalizedText.Same(id)
            ? new($"nhóm gọi {id}", $"talkgroup {id}")
            : new($"nhóm gọi {id} ({talkgroup.Name.Vi})", $"talkgroup {id} ({talkgroup.Name.En})");
    }

    /// <summary>A number with its thousands apart, as each language writes it: 1.250 and 1,250.</summary>
    public static LocalizedText Count(int count)
    {
        var english = count.ToString("N0", CultureInfo.InvariantCulture);
        return new(english.Replace(',', '.'), english);
    }

    /// <summary>The first few names, and how many more there are.</summary>
    public static LocalizedText List(IReadOnlyList<LocalizedText> names)
    {
        var more = names.Count - Named;
        var (vi, en) = (string.Join(", ", names.Take(Named).Select(n => n.Vi)), string.Join(", ", names.Take(Named).Select(n => n.En)));
        return more > 0 ? new($"{vi} và {Count(more).Vi} nữa", $"{en} and {Count(more).En} more") : new(vi, en);
    }

    public static LocalizedText Upper(LocalizedText text) => new(Upper(text.Vi), Upper(text.En));

    /// <summary>The sentence with its verb in the number that English wants.</summary>
    public LocalizedText Says(string vi, string one, string many) => new($"{Text.Vi} {vi}.", $"{Text.En} {(Plural ? many : one)}.");

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static Subject Of<T>(IReadOnlyList<T> entries, LocalizedText one, string many, Func<T, LocalizedText> name)
    {
        var names = List([.. entries.Select(name)]);
        return entries.Count == 1
            ? new(Upper(new LocalizedText($"{one.Vi} {names.Vi}", $"{one.En} {names.En}")), false)
            : new(new($"{Count(entries.Count).Vi} {one.Vi} ({names.Vi})", $"{Count(entries.Count).En} {many} ({names.En})"), true);
    }
}
