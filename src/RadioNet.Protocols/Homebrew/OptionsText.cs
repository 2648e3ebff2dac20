using System.Collections.Immutable;
using System.Globalization;

namespace RadioNet.Protocols.Homebrew;

/// <summary>Reads the options strings of all the dialects into one model.</summary>
internal static class OptionsText
{
    private static readonly TimeSpan _longestUserTime = TimeSpan.FromDays(7);

    public static HomebrewOptions Parse(string text)
    {
        var options = HomebrewOptions.None;
        var talkgroups = new List<StaticTalkgroup>();
        foreach (var range in text.AsSpan().SplitAny(";\0\r\n"))
        {
            var pair = text.AsSpan()[range];
            int equals = pair.IndexOf('=');
            if (equals <= 0) continue;
            string key = pair[..equals].Trim().ToString().ToUpperInvariant();
            var value = pair[(equals + 1)..].Trim();
            if (SlotOf(key) is var slot and not Timeslot.None) ReadTalkgroups(value, slot, talkgroups);
            else options = ReadExtra(options, key, value);
        }

        return options with { Talkgroups = [.. talkgroups.Distinct()] };
    }

    /// <summary>An entry as written: <c>net[-net][:slot[:localtg]]</c>, in its shortest form.</summary>
    public static string Format(StaticTalkgroup entry)
    {
        string net = entry.First == entry.Last ? $"{entry.First}" : $"{entry.First}-{entry.Last}";
        return entry.Local == entry.First ? net : $"{net}:{(byte)entry.Slot}:{entry.Local}";
    }

    // TS1, TS1_STATIC and, in DMR+, TS1_1 to TS1_9.
    private static Timeslot SlotOf(string key)
    {
        if (key.Length < 3 || !key.StartsWith("TS", StringComparison.Ordinal)) return Timeslot.None;
        bool isList = key.Length == 3 || key.AsSpan(3) is "_STATIC" || (key.Length == 5 && key[3] == '_' && key[4] is >= '1' and <= '9');
        return (isList, key[2]) switch
        {
            (true, '1') => Timeslot.One,
            (true, '2') => Timeslot.Two,
            _ => Timeslot.None,
        };
    }

    private static void ReadTalkgroups(ReadOnlySpan<char> value, Timeslot slot, List<StaticTalkgroup> talkgroups)
    {
        foreach (var range in value.Split(','))
        {
            if (TryReadEntry(value[range].Trim(), slot, out var entry)) talkgroups.Add(entry);
        }
    }

    private static bool TryReadEntry(ReadOnlySpan<char> text, Timeslot slot, out StaticTalkgroup entry)
    {
        entry = default;
        Span<Range> parts = stackalloc Range[4];
        int count = text.Split(parts, ':');
        var net = text[parts[0]];
        int dash = net.IndexOf('-');
        if (!TryReadTalkgroup(dash < 0 ? net : net[..dash], out var first)) return false;
        var last = first;
        if (dash >= 0 && (!TryReadTalkgroup(net[(dash + 1)..], out last) || last.Value < first.Value)) return false;
        if (count > 1 && !TryReadSlot(text[parts[1]], ref slot)) return false;
        var local = first;
        if (count > 2 && !TryReadTalkgroup(text[parts[2]], out local)) return false;
        entry = new(first, last, slot, local);
        return count <= 3;
    }

    private static bool TryReadSlot(ReadOnlySpan<char> text, ref Timeslot slot)
    {
        if (text is not ("1" or "2")) return false;
        slot = (Timeslot)(text[0] - '0');
        return true;
    }

    private static bool TryReadTalkgroup(ReadOnlySpan<char> text, out TalkgroupId talkgroup)
    {
        talkgroup = new(Number(text) ?? 0);
        return talkgroup.IsValid;
    }

    private static HomebrewOptions ReadExtra(HomebrewOptions options, string key, ReadOnlySpan<char> value) => key switch
    {
        "DIAL" or "DEFAULT_REFLECTOR" or "STARTREF" => options with { Reflector = Number(value) ?? options.Reflector },
        "TIMER" or "DEFAULT_UA_TIMER" or "RELINKTIME" => options with { UserTalkgroupTime = Minutes(value) ?? options.UserTalkgroupTime },
        "SINGLE" or "SINGLE_MODE" => options with { SingleTalkgroup = Flag(value) ?? options.SingleTalkgroup },
        "USERLINK" => options with { UserLink = Flag(value) ?? options.UserLink },
        "VOICE" or "IDENT" => options with { Announcements = Flag(value) ?? options.Announcements },
        "VOICETG" or "IDENTTG" => TryReadTalkgroup(value, out var talkgroup) ? options with { AnnouncementTalkgroup = talkgroup } : options,
        "LANG" => options with { Language = Text(value) ?? options.Language },
        "KEY" => options with { Key = Text(value) ?? options.Key },
        "PASS" => options with { Password = Text(value) ?? options.Password },
        "SRC" => options with { SourceId = Number(value) ?? options.SourceId },
        "TYPE" => options with { ClientType = Text(value) ?? options.ClientType },
        _ => options,
    };

    private static uint? Number(ReadOnlySpan<char> text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint value) ? value : null;

    private static TimeSpan? Minutes(ReadOnlySpan<char> text) =>
        Number(text) is { } minutes && minutes <= _longestUserTime.TotalMinutes ? TimeSpan.FromMinutes(minutes) : null;

    private static bool? Flag(ReadOnlySpan<char> text) => text switch
    {
        "1" => true,
        "0" => false,
        _ when text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        _ when text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        _ => null,
    };

    private static string? Text(ReadOnlySpan<char> text) =>
        text.IsEmpty || text.ContainsAnyInRange('\0', '\x1F') ? null : text.ToString();
}
