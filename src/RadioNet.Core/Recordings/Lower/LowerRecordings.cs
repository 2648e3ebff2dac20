using System.Globalization;

namespace RadioNet.Core.Recordings.Lower;

/// <summary>The recordings of lower nodes, as their chains say, by call. Safe from any thread; it reads the disk, and remembers some days.</summary>
internal sealed class LowerRecordings(RecordingFolder folder)
{
    private const int DaysRemembered = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Day> _days = [];
    private long _asked;

    /// <summary>The days, as files are called, that an entry says something of.</summary>
    public static IEnumerable<string> DaysOf(RecordingEntry entry)
    {
        var files = entry.Kind == RecordingEntry.RecordingKind && entry.File is { } own ? [own] : entry.Deleted?.Select(recording => recording.File ?? "") ?? [];
        return files.Select(file => file.Split('/')[0]).Distinct()
            .Where(day => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
    }

    /// <summary>The recordings of a call that began then, in the order of their files, without those that a policy deleted.</summary>
    public IReadOnlyList<RecordingEntry> Of(string call, DateTimeOffset started)
    {
        var day = DateOnly.FromDateTime(started.UtcDateTime);

        // Clocks of nodes differ a little, and midnight may lie between a call's begin and its recording's.
        return [.. new[] { day.AddDays(-1), day, day.AddDays(1) }.SelectMany(one => At(RecordingFolder.DayName(one)).GetValueOrDefault(call) ?? [])
            .OrderBy(entry => entry.Started).ThenBy(entry => entry.File, StringComparer.Ordinal)];
    }

    private Dictionary<string, List<RecordingEntry>> At(string day)
    {
        var file = new FileInfo(Path.Combine(folder.LowerDays, $"{day}.jsonl"));
        if (!file.Exists)
        {
            return [];
        }

        lock (_gate)
        {
            if (!_days.TryGetValue(day, out var known) || known.Length != file.Length)
            {
                _days[day] = known = new Day(file.Length, Read(file.FullName));
            }

            known.Asked = ++_asked;
            if (_days.Count > DaysRemembered)
            {
                _days.Remove(_days.MinBy(one => one.Value.Asked).Key);
            }

            return known.Calls;
        }
    }

    private static Dictionary<string, List<RecordingEntry>> Read(string file)
    {
        var recordings = new Dictionary<(string Node, string File, string Sha256), RecordingEntry>();
        foreach (var entry in ChainFiles.LinesOf(file).Where(line => line.IsWhole).Select(line => RecordingLine.Read(line.Line)).OfType<RecordingEntry>())
        {
            if (entry is { Kind: RecordingEntry.RecordingKind, Call: not null, File: not null, Sha256: not null, Started: not null, Ended: not null })
            {
                recordings[(entry.Node, entry.File, entry.Sha256)] = entry;
            }

            foreach (var deleted in entry.Deleted ?? [])
            {
                recordings.Remove((entry.Node, deleted.File, deleted.Sha256));
            }
        }

        return recordings.Values.GroupBy(entry => entry.Call!).ToDictionary(of => of.Key, of => of.ToList());
    }

    private sealed class Day(long length, Dictionary<string, List<RecordingEntry>> calls)
    {
        public long Length => length;

        public Dictionary<string, List<RecordingEntry>> Calls => calls;

        public long Asked { get; set; }
    }
}
