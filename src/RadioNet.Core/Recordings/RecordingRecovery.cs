using System.Security.Cryptography;
using RadioNet.Voice.Recording;

namespace RadioNet.Core.Recordings;

/// <summary>Brings recordings from where they are written into the chain and to their day's folder, also those that a node left which died.</summary>
internal static class RecordingRecovery
{
    /// <summary>Closes what nobody writes any more; returns what it closed.</summary>
    /// <param name="folder">Where recordings lie.</param>
    /// <param name="chain">The chain, loaded.</param>
    /// <param name="isWritten">Whether a file is being written.</param>
    /// <exception cref="IOException">The disk refuses it: to be called again.</exception>
    public static IReadOnlyList<(string Path, string Call)> Run(RecordingFolder folder, RecordingChain chain, Predicate<string> isWritten)
    {
        var closed = new List<(string, string)>();
        if (!Directory.Exists(folder.Open))
        {
            return closed;
        }

        foreach (var path in Directory.EnumerateFiles(folder.Open, $"*{RecordingFormat.Extension}").Where(path => !isWritten(path)).Order(StringComparer.Ordinal).ToList())
        {
            var octets = File.ReadAllBytes(path);
            var summary = RecordingSummary.Of(octets);
            if (summary.Header is not { } header)
            {
                // Not even its first record was written: there is nothing in it.
                File.Delete(path);
                continue;
            }

            octets = summary.End is null ? Mend(path, octets, summary) : octets;
            var sha256 = SHA256.HashData(octets);
            var end = RecordingSummary.Of(octets).End!.Value;
            var entry = EntryOf(header, end, RecordingFolder.FileOf(header), octets.Length, sha256) with
            {
                Radios = [.. summary.Spurts.Select(spurt => spurt.Source.Value).Distinct()],
                Sites = [.. summary.Spurts.Select(spurt => spurt.Site).Where(site => site.Length > 0).Distinct().Order(StringComparer.Ordinal)],
                Spurts = summary.Spurts.Count,
            };

            // Between the line and the move the node may have died.
            if (chain.Has(entry.File!, entry.Sha256!))
            {
                Move(folder, path, entry);
            }
            else
            {
                Settle(folder, chain, path, entry);
            }

            closed.Add((path, header.Call));
        }

        return closed;
    }

    /// <summary>Puts a closed recording into the chain, and then into its day's folder.</summary>
    public static void Settle(RecordingFolder folder, RecordingChain chain, string path, RecordingEntry entry)
    {
        chain.Append(entry);
        Move(folder, path, entry);
    }

    /// <summary>What the chain says of a recording; who talked where is to be added.</summary>
    public static RecordingEntry EntryOf(RecordingHeader header, RecordingEnd end, string file, long octets, byte[] sha256) => RecordingChain.New(RecordingEntry.RecordingKind) with
    {
        Call = header.Call,
        File = file,
        Sha256 = Convert.ToHexStringLower(sha256),
        Octets = octets,
        Started = header.Started,
        Ended = header.Started + TimeSpan.FromMicroseconds(end.At),
        Talkgroup = header.Talkgroup,
        Frames = end.Frames,
        Missing = end.Missing,
        Unrecorded = end.Unrecorded,
        Why = end.Why switch
        {
            RecordingEndReason.Over => "over",
            RecordingEndReason.NodeStopped => "node-stopped",
            RecordingEndReason.Recovered => "recovered",
            _ => "disk",
        },
    };

    private static void Move(RecordingFolder folder, string path, RecordingEntry entry)
    {
        var target = folder.PathOf(entry.File!) ?? throw new IOException($"{entry.File} is no place for a recording.");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(path, target);
    }

    /// <summary>Cuts off what is not whole, and writes an end.</summary>
    private static byte[] Mend(string path, byte[] octets, RecordingSummary summary)
    {
        var room = new byte[RecordingFormat.LongestRecord];
        var length = new RecordingEnd(summary.LastAt, summary.Frames, summary.Missing, summary.Unrecorded, RecordingEndReason.Recovered).Write(room);
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.Read);
        RandomAccess.SetLength(file, summary.Whole);
        RandomAccess.Write(file, room.AsSpan(0, length), summary.Whole);
        RandomAccess.FlushToDisk(file);
        return [.. octets.AsSpan(0, summary.Whole), .. room.AsSpan(0, length)];
    }
}
