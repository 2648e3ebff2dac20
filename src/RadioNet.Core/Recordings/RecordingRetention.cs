namespace RadioNet.Core.Recordings;

/// <summary>
/// Deletes recordings that are older than the policy says, by whole days: first an entry in the chain, signed by the node, says which policy deletes what,
/// then the files go. Their own entries with their hashes stay.
/// </summary>
/// <param name="folder">Where recordings lie.</param>
/// <param name="keep">For how long they are kept, from the end of the day when they began; null for ever.</param>
/// <param name="time">The clock.</param>
internal sealed class RecordingRetention(RecordingFolder folder, TimeSpan? keep, TimeProvider time)
{
    /// <summary>Recordings that one entry names at most.</summary>
    private const int MostInEntry = 200;

    private static readonly TimeSpan _interval = TimeSpan.FromHours(1);
    private long? _looked;

    /// <summary>Deletes what is due, once an hour.</summary>
    /// <exception cref="IOException">The disk refuses something; it is tried again.</exception>
    public void Keep(RecordingChain chain)
    {
        if (keep is not { } limit || (_looked is { } before && time.GetElapsedTime(before) < _interval))
        {
            return;
        }

        var oldest = DateOnly.FromDateTime((time.GetUtcNow() - limit).UtcDateTime);
        foreach (var day in folder.Days.TakeWhile(day => day < oldest).ToList())
        {
            Delete(chain, RecordingFolder.DayName(day), $"keep-recordings {limit.TotalDays:0.##}d");
        }

        _looked = time.GetTimestamp();
    }

    private void Delete(RecordingChain chain, string day, string policy)
    {
        var entries = ChainFiles.Lines(folder.Root).Where(line => line.IsWhole).Select(line => RecordingLine.Read(line.Line)).OfType<RecordingEntry>().ToList();
        var deleted = entries.SelectMany(entry => entry.Deleted ?? []).Select(recording => recording.Number).ToHashSet();
        List<DeletedRecording> due = [.. entries
            .Where(entry => entry.Kind == RecordingEntry.RecordingKind && entry.File!.StartsWith($"{day}/", StringComparison.Ordinal))
            .Select(entry => new DeletedRecording(entry.Number, entry.File!, entry.Sha256!))];
        foreach (var some in due.Where(recording => !deleted.Contains(recording.Number)).Chunk(MostInEntry))
        {
            chain.Append(RecordingChain.New(RecordingEntry.DeletedKind) with { Policy = policy, Deleted = some });
        }

        foreach (var recording in due)
        {
            File.Delete(folder.PathOf(recording.File)!);
        }

        // What is in the folder beside stays, and the folder with it.
        var path = Path.Combine(folder.Root, day);
        if (!Directory.EnumerateFileSystemEntries(path).Any())
        {
            Directory.Delete(path);
        }
    }
}
