using System.Security.Cryptography;
using Google.Protobuf;
using RadioNet.Api;
using RadioNet.Api.Links;

namespace RadioNet.BaseStation.Fallback;

/// <summary>
/// The records of a base station on its disk, until a node has them: <c>local-records.log</c> in its data folder, to whose end
/// records are written. Bounded: the oldest are lost, and counted, for those that find no room. What <see cref="TryAppend"/>
/// accepted survives <c>kill -9</c> and a power cut. Safe from any thread; writing waits for the disk.
/// </summary>
public sealed class LocalRecordLog : IDisposable
{
    /// <summary>Octets on disk, at most.</summary>
    public const int MostOctets = 4 << 20;

    /// <summary>Records that a node has are removed when they are that many octets, or when nothing else is left.</summary>
    private const int Leftover = 64 << 10;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly int _most;
    private readonly List<(ulong Sequence, byte[] Entry)> _entries;
    private FileStream? _file;
    private long _octets;
    private ulong _next;

    private LocalRecordLog(string path, int most, uint log, ulong next, List<(ulong, byte[])> entries)
    {
        (_path, _most, Log, _next, _entries) = (path, most, log, next, entries);
        _octets = entries.Sum(entry => entry.Item2.Length);
    }

    /// <summary>Which log this is: drawn when it was made.</summary>
    public uint Log { get; }

    /// <summary>Which start of the station this is; rises with each, and is another log's with a chance of one in millions.</summary>
    public int Start { get; private set; }

    /// <summary>Records that were lost because there was no room.</summary>
    public long Lost { get; private set; }

    /// <summary>Records that no node has.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>
    /// Opens the log of a data folder, or begins one. What does not read of it is put aside as <c>local-records.damaged</c>, but for a
    /// torn end, which a station that was stopped while it wrote leaves behind. A disk that refuses to be written keeps nobody from
    /// opening it: <see cref="TryAppend"/> tells.
    /// </summary>
    /// <exception cref="IOException">There is a log, and it can't be read.</exception>
    public static LocalRecordLog Open(string folder, int most = MostOctets)
    {
        var path = Path.Combine(folder, "local-records.log");
        var file = File.Exists(path) ? File.ReadAllBytes(path) : [];
        var fresh = RandomNumberGenerator.GetInt32(1, 1 << 30);
        LocalRecordLog opened;
        var isDamaged = file.Length > 0;
        if (LocalRecordFile.TryReadHead(file, out var log, out var start, out var next))
        {
            var entries = LocalRecordFile.ReadEntries(file, out isDamaged);
            opened = new LocalRecordLog(path, most, log, entries.Count > 0 ? Math.Max(next, entries[^1].Sequence + 1) : next, entries);
        }
        else
        {
            opened = new LocalRecordLog(path, most, (uint)fresh, 1, []);
        }

        if (isDamaged)
        {
            KeepAside(path);
        }

        // A start that can't be written down must not have the next one's number.
        opened.Start = start + 1;
        if (start == 0 || !opened.TryRewrite())
        {
            opened.Start = fresh;
            opened.TryRewrite();
        }

        return opened;
    }

    /// <summary>
    /// Gives records their numbers and writes them; on disk when it returns. False when the disk refused: then none of them was taken,
    /// and all may be tried again.
    /// </summary>
    public bool TryAppend(IReadOnlyList<LocalRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        lock (_gate)
        {
            var (next, count) = (_next, _entries.Count);
            foreach (var record in records)
            {
                var numbered = record.Clone();
                (numbered.Log, numbered.Sequence) = (Log, _next);
                var entry = LocalRecordFile.Entry(_next, numbered.ToByteArray());
                _entries.Add((_next++, entry));
                _octets += entry.Length;
            }

            try
            {
                Write(count);
                MakeRoom();
                return true;
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                CloseFile(); // what lies at its end is not known: the next write makes it anew
                _octets -= _entries.Skip(count).Sum(entry => (long)entry.Entry.Length);
                _entries.RemoveRange(count, _entries.Count - count);
                _next = next;
                return false;
            }
        }
    }

    /// <summary>The oldest records above a sequence that no node has, with their numbers.</summary>
    public IReadOnlyList<LocalRecord> After(ulong sequence, int most)
    {
        lock (_gate)
        {
            return [.. _entries.Where(entry => entry.Sequence > sequence).Take(most).Select(entry => LocalRecord.Parser.ParseFrom(entry.Entry, LocalRecordFile.EntryHeadLength, entry.Entry.Length - LocalRecordFile.EntryHeadLength))];
        }
    }

    /// <summary>A node has all records up to this one on its disk: they are removed here. A word about another log means nothing.</summary>
    public void Stored(LocalRecordsStored stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        lock (_gate)
        {
            if (stored.Log != Log)
            {
                return;
            }

            _octets -= _entries.Where(entry => entry.Sequence <= stored.Sequence).Sum(entry => (long)entry.Entry.Length);
            if (_entries.RemoveAll(entry => entry.Sequence <= stored.Sequence) > 0 && (_entries.Count == 0 || FileLength - _octets > Leftover))
            {
                TryRewrite();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            CloseFile();
        }
    }

    private long FileLength => (_file?.Length ?? 0) - LocalRecordFile.HeadLength;

    private static void KeepAside(string path)
    {
        try
        {
            File.Copy(path, Path.ChangeExtension(path, ".damaged"), overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A disk without room keeps no copy of what nobody could read.
        }
    }

    private void Write(int from)
    {
        if (_file is null)
        {
            Rewrite();
            return;
        }

        for (var i = from; i < _entries.Count; i++)
        {
            _file.Write(_entries[i].Entry);
        }

        _file.Flush(flushToDisk: true);
    }

    /// <summary>Keeps the file within its bounds; where records are lost by it, a quarter of the room is made at once.</summary>
    private void MakeRoom()
    {
        if (FileLength <= _most)
        {
            return;
        }

        for (var room = _octets > _most ? _most / 4 * 3 : _most; _octets > room; Lost++)
        {
            _octets -= _entries[0].Entry.Length;
            _entries.RemoveAt(0);
        }

        TryRewrite();
    }

    /// <summary>Where the disk refuses, what was removed stays on it a while: a node that gets it again knows that it has it.</summary>
    private bool TryRewrite()
    {
        try
        {
            Rewrite();
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            CloseFile();
            return false;
        }
    }

    /// <summary>Writes the file anew, whole or not at all.</summary>
    private void Rewrite()
    {
        CloseFile();
        var all = new byte[LocalRecordFile.HeadLength + _octets];
        LocalRecordFile.Head(Log, Start, _next).CopyTo(all, 0);
        var at = LocalRecordFile.HeadLength;
        foreach (var (_, entry) in _entries)
        {
            entry.CopyTo(all, at);
            at += entry.Length;
        }

        PrivateFile.Write(_path, all);
        _file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 1);
    }

    private void CloseFile()
    {
        _file?.Dispose();
        _file = null;
    }
}
