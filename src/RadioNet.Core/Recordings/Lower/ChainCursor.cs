namespace RadioNet.Core.Recordings.Lower;

/// <summary>A place in a chain's files, behind a line; goes on from there as far as each line follows the one before. One caller at a time.</summary>
internal sealed class ChainCursor : IDisposable
{
    private readonly IEnumerator<(string Line, bool IsWhole)> _lines;
    private (string Line, string Hash)? _next;

    private ChainCursor(IEnumerator<(string Line, bool IsWhole)> lines, long number, string hash) => (_lines, Number, Hash) = (lines, number, hash);

    /// <summary>The number of the line that it is behind; 0 at the beginning.</summary>
    public long Number { get; private set; }

    /// <summary>The hash of that line.</summary>
    public string Hash { get; private set; }

    /// <summary>Before the first line.</summary>
    public static ChainCursor AtBegin(string folder) =>
        new(ChainFiles.Lines(folder).Select(line => (line.Line, line.IsWhole)).GetEnumerator(), 0, RecordingLine.Nothing);

    /// <summary>Behind a line; null when the chain has no such line.</summary>
    public static ChainCursor? Behind(string folder, long number, string hash)
    {
        var files = ChainFiles.All(folder);
        for (var from = files.Count - 1; from >= 0; from--)
        {
            if (ChainFiles.LinesOf(files[from]).FirstOrDefault() is not ({ } first, true) || RecordingLine.Read(first) is not { } entry || entry.Number > number)
            {
                continue;
            }

            var lines = files.Skip(from).SelectMany(ChainFiles.LinesOf).GetEnumerator();
            for (var at = entry.Number; lines.MoveNext() && lines.Current.IsWhole; at++)
            {
                if (at == number && RecordingLine.HashOf(lines.Current.Line) == hash)
                {
                    return new ChainCursor(lines, number, hash);
                }

                if (at >= number)
                {
                    break;
                }
            }

            lines.Dispose();
            return null;
        }

        return null;
    }

    /// <summary>Whether a chain has a line.</summary>
    public static bool Has(string folder, long number, string hash)
    {
        using var cursor = Behind(folder, number, hash);
        return cursor is not null;
    }

    /// <summary>The next lines, of so many letters together at most, or one; none at the end, or where a line does not follow.</summary>
    public IReadOnlyList<string> Read(int letters)
    {
        var read = new List<string>();
        while (Peek() is { } next && (read.Count == 0 || next.Line.Length <= letters))
        {
            read.Add(next.Line);
            letters -= next.Line.Length;
            (_next, Number, Hash) = (null, Number + 1, next.Hash);
        }

        return read;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private (string Line, string Hash)? Peek()
    {
        if (_next is null && _lines.MoveNext() && _lines.Current is { IsWhole: true } line
            && RecordingLine.Read(line.Line) is { } entry && entry.Number == Number + 1 && entry.Before == Hash)
        {
            _next = (line.Line, RecordingLine.HashOf(line.Line));
        }

        return _next;
    }
}
