using System.Text;

namespace RadioNet.Core.Recordings.Lower;

/// <summary>
/// What this node keeps of the chains of recordings of lower nodes, line by line: <c>recordings/lower/NODE/chain-2026-11.jsonl</c>, and what it kept of a
/// chain that began anew since, <c>recordings/lower/NODE~1</c>. Beside it the entries of recordings by the day when they began, of all nodes
/// (<c>recordings/lower-days/2026-11-23.jsonl</c>), which <see cref="LowerRecordings"/> reads. Safe from any thread; it waits for the disk.
/// </summary>
internal sealed class KeptChains(RecordingFolder folder)
{
    /// <summary>Chains of one node that are put away; a node that begins more often is not listened to.</summary>
    public const int MostBefore = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Copy> _copies = new(StringComparer.Ordinal);

    /// <summary>Something was kept; on the thread of who brought it.</summary>
    public event Action? Grown;

    /// <summary>The nodes of which it keeps something.</summary>
    public IReadOnlyList<string> Nodes
    {
        get
        {
            lock (_gate)
            {
                return !Directory.Exists(folder.Lower) ? []
                    : [.. Directory.EnumerateDirectories(folder.Lower).Select(Path.GetFileName).OfType<string>().Where(name => !name.Contains('~', StringComparison.Ordinal))];
            }
        }
    }

    /// <summary>Whether a node's id can be a folder's name here.</summary>
    public static bool CanKeep(string node) =>
        node.Length is > 0 and <= 100 && node[0] != '.' && node.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    /// <summary>Where the newest chain of a node lies.</summary>
    public string PlaceOf(string node) => Path.Combine(folder.Lower, node);

    /// <summary>The newest entry's number, and the hash of its line; 0 when nothing is kept.</summary>
    public (long Number, string Hash) EndOf(string node)
    {
        lock (_gate)
        {
            return Open(node).End;
        }
    }

    /// <summary>Whether a line is one of those that are kept of a node, in its newest chain or one before.</summary>
    public bool Has(string node, long number, string hash)
    {
        lock (_gate)
        {
            var copy = Open(node);
            return (copy.Number == number && copy.Hash == hash)
                || (copy.Number > number && ChainCursor.Has(PlaceOf(node), number, hash)) || Before(node).Any(place => ChainCursor.Has(place, number, hash));
        }
    }

    /// <summary>All lines of a node that are kept, of its chains before and then of its newest.</summary>
    public IEnumerable<string> LinesOf(string node) =>
        Before(node).Append(PlaceOf(node)).SelectMany(ChainFiles.Lines).Where(line => line.IsWhole).Select(line => line.Line);

    /// <summary>Keeps those lines of a node that follow what it has; they are on disk when this returns.</summary>
    /// <param name="node">The node.</param>
    /// <param name="lines">The lines, in order.</param>
    /// <param name="after">What who sends them believes that is kept: when it is not so, none are taken.</param>
    /// <param name="isAnew">Whether they are the first of a chain that has not the line that is kept last.</param>
    /// <exception cref="IOException">The disk refuses it; some of them may be kept.</exception>
    public KeptOutcome Take(string node, IReadOnlyList<string> lines, (long Number, string Hash) after, bool isAnew)
    {
        KeptOutcome outcome;
        lock (_gate)
        {
            outcome = Open(node).End == after ? TakeNext(node, lines, isAnew && after.Number > 0) : KeptOutcome.Refused;
        }

        if (outcome != KeptOutcome.Refused)
        {
            Grown?.Invoke();
        }

        return outcome;
    }

    private KeptOutcome TakeNext(string node, IReadOnlyList<string> lines, bool isAnew)
    {
        var copy = Open(node);
        if (isAnew)
        {
            if (Before(node).Count() >= MostBefore || lines is not [var first, ..] || RecordingLine.Read(first) is not { Number: 1 } begin || begin.Before != RecordingLine.Nothing)
            {
                return KeptOutcome.Refused;
            }

            Directory.Move(PlaceOf(node), Path.Combine(folder.Lower, $"{node}~{Before(node).Count() + 1}"));
            _copies[node] = copy = new Copy(null, 0, RecordingLine.Nothing);
        }

        var (taken, days) = (new List<(string File, string Line)>(), new List<(string Day, string Line)>());
        foreach (var line in lines)
        {
            if (RecordingLine.Read(line) is not { } entry || entry.Node != node || entry.Number != copy.Number + 1 || entry.Before != copy.Hash || line.Contains('\n', StringComparison.Ordinal))
            {
                break;
            }

            copy = new Copy(ChainFiles.FileFor(PlaceOf(node), entry.At, copy.File), entry.Number, RecordingLine.HashOf(line));
            taken.Add((copy.File!, line));
            days.AddRange(LowerRecordings.DaysOf(entry).Select(day => (day, line)));
        }

        if (taken.Count == 0)
        {
            return isAnew ? KeptOutcome.Anew : KeptOutcome.Refused;
        }

        // A line that is in its day's file twice, because of a crash between both, counts once.
        _copies.Remove(node);
        Append(days.Select(day => (Path.Combine(folder.LowerDays, $"{day.Day}.jsonl"), day.Line)));
        Append(taken);
        _copies[node] = copy;
        return isAnew ? KeptOutcome.Anew : KeptOutcome.Kept;
    }

    private static void Append(IEnumerable<(string File, string Line)> lines)
    {
        foreach (var file in lines.GroupBy(line => line.File, line => line.Line))
        {
            if (File.Exists(file.Key))
            {
                ChainFiles.DropCutLine(file.Key);
            }

            ChainFiles.Append(file.Key, file.Aggregate(new StringBuilder(), (text, line) => text.Append(line).Append('\n')).ToString());
        }
    }

    private IEnumerable<string> Before(string node) =>
        Enumerable.Range(1, MostBefore).Select(number => Path.Combine(folder.Lower, $"{node}~{number}")).TakeWhile(Directory.Exists);

    private Copy Open(string node)
    {
        if (!_copies.TryGetValue(node, out var copy))
        {
            var (file, line, entry) = ChainFiles.Newest(PlaceOf(node));
            _copies[node] = copy = entry is null ? new Copy(file, 0, RecordingLine.Nothing) : new Copy(file, entry.Number, RecordingLine.HashOf(line!));
        }

        return copy;
    }

    private sealed record Copy(string? File, long Number, string Hash)
    {
        public (long Number, string Hash) End => (Number, Hash);
    }
}
