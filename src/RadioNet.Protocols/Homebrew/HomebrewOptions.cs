using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// What an options string asks for, whichever dialect it is written in: <c>KEY=value;KEY=value</c>. Keys are read without
/// regard to case; unknown keys and values that make no sense are ignored, as every master does.
/// </summary>
/// <remarks>
/// BrandMeister, MMDVM and HBlink4: TS1, TS2, SRC. FreeDMR and ADN: also TS1_STATIC, TS2_STATIC, DIAL or DEFAULT_REFLECTOR,
/// TIMER or DEFAULT_UA_TIMER, SINGLE, VOICE or IDENT, VOICETG or IDENTTG, LANG, KEY, PASS. DMR+: TS1_1 to TS2_9, StartRef,
/// RelinkTime, UserLink, Type.
/// </remarks>
public sealed record HomebrewOptions
{
    /// <summary>Nothing asked for.</summary>
    public static HomebrewOptions None { get; } = new();

    /// <summary>Talkgroups to be sent always, in the order written, without repetition.</summary>
    public ImmutableArray<StaticTalkgroup> Talkgroups { get; init; } = [];

    /// <summary>The reflector to link at start (DIAL, DEFAULT_REFLECTOR, StartRef).</summary>
    public uint? Reflector { get; init; }

    /// <summary>How long a talkgroup that a user keyed stays linked (TIMER, DEFAULT_UA_TIMER, RelinkTime: minutes).</summary>
    public TimeSpan? UserTalkgroupTime { get; init; }

    /// <summary>Whether one keyed talkgroup replaces another (SINGLE).</summary>
    public bool? SingleTalkgroup { get; init; }

    /// <summary>Whether users may link by themselves (UserLink).</summary>
    public bool? UserLink { get; init; }

    /// <summary>Whether spoken announcements are wanted (VOICE, IDENT).</summary>
    public bool? Announcements { get; init; }

    /// <summary>Where they are spoken (VOICETG, IDENTTG).</summary>
    public TalkgroupId? AnnouncementTalkgroup { get; init; }

    /// <summary>Their language, such as en_GB (LANG).</summary>
    public string? Language { get; init; }

    /// <summary>A secret that must match the master's (KEY).</summary>
    public string? Key { get; init; }

    /// <summary>A password for self-service (PASS).</summary>
    public string? Password { get; init; }

    /// <summary>The id that the repeater's traffic is to carry (SRC).</summary>
    public uint? SourceId { get; init; }

    /// <summary>What the client says it is (Type).</summary>
    public string? ClientType { get; init; }

    /// <summary>Reads a string's octets. Never fails: what can't be read is left out.</summary>
    public static HomebrewOptions Parse(ReadOnlySpan<byte> text) => OptionsText.Parse(Encoding.Latin1.GetString(text));

    /// <summary>The talkgroups of one timeslot that are named singly and by their own number.</summary>
    public IEnumerable<TalkgroupId> TalkgroupsOn(Timeslot slot) =>
        Talkgroups.Where(entry => entry.Slot == slot && entry.First == entry.Last).Select(entry => entry.First);

    /// <summary>The string in the generic dialect: TS1, TS2, and what else is set under FreeDMR's keys.</summary>
    public string Format()
    {
        var parts = new List<string>();
        AddTalkgroups(parts, Timeslot.One);
        AddTalkgroups(parts, Timeslot.Two);
        Add(parts, "SRC", SourceId?.ToString(CultureInfo.InvariantCulture));
        Add(parts, "DIAL", Reflector?.ToString(CultureInfo.InvariantCulture));
        Add(parts, "TIMER", UserTalkgroupTime is { } time ? ((long)time.TotalMinutes).ToString(CultureInfo.InvariantCulture) : null);
        Add(parts, "SINGLE", Flag(SingleTalkgroup));
        Add(parts, "USERLINK", Flag(UserLink));
        Add(parts, "VOICE", Flag(Announcements));
        Add(parts, "VOICETG", AnnouncementTalkgroup?.ToString());
        Add(parts, "LANG", Language);
        Add(parts, "KEY", Key);
        Add(parts, "PASS", Password);
        Add(parts, "TYPE", ClientType);
        return string.Join(';', parts);
    }

    private static void Add(List<string> parts, string key, string? value)
    {
        if (value is not null) parts.Add($"{key}={value}");
    }

    private static string? Flag(bool? value) => value switch { true => "1", false => "0", null => null };

    private void AddTalkgroups(List<string> parts, Timeslot slot)
    {
        var entries = Talkgroups.Where(entry => entry.Slot == slot).Select(OptionsText.Format).ToList();
        if (entries.Count > 0) parts.Add($"TS{(byte)slot}={string.Join(',', entries)}");
    }
}
