using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Recording;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Recordings;

/// <summary>
/// A recording that is being written. What comes waits in memory until <see cref="TryFlush"/>; what the disk refuses then is counted as a gap, which is
/// written when there is room again. On the recorder's thread.
/// </summary>
internal sealed class OpenRecording(RecordingHeader header, ulong call, string path, long began, TimeProvider time) : IDisposable
{
    private readonly long _began = began;
    private readonly ArrayBufferWriter<byte> _pending = new(4096);
    private readonly Dictionary<StreamId, Turn> _turns = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private SafeFileHandle? _file;
    private ushort _index;
    private uint _pendingFrames;
    private uint _pendingMissing;
    private uint _frames;
    private uint _missing;
    private uint _unrecorded;
    private uint _gapUnwritten;
    private long _lastAt;

    /// <summary>What the file begins with.</summary>
    public RecordingHeader Header => header;

    /// <summary>The call's number.</summary>
    public ulong Call => call;

    /// <summary>Where it is written.</summary>
    public string Path => path;

    /// <summary>When the last burst came, or the recording began; ticks.</summary>
    public long LastHeard { get; private set; } = began;

    /// <summary>Whether a talker's turn has not ended.</summary>
    public bool IsTalking => _turns.Count > 0;

    /// <summary>Whether something waits to be written.</summary>
    public bool IsDirty => _pending.WrittenCount > 0 || Octets == 0 || _gapUnwritten > 0;

    /// <summary>The octets on disk.</summary>
    public long Octets { get; private set; }

    /// <summary>The radios that talked, in order.</summary>
    public List<uint> Radios { get; } = [];

    /// <summary>The sites where they were heard, as far as known.</summary>
    public SortedSet<string> Sites { get; } = new(StringComparer.Ordinal);

    /// <summary>Its turns so far.</summary>
    public int Spurts => _index;

    /// <summary>How it stands; a closed one is as its file's end says.</summary>
    public RecordingEnd Told(RecordingEndReason why) => new(_lastAt, _frames, _missing, _unrecorded, why);

    /// <summary>Takes a burst.</summary>
    public void Take(in RecordedBurst burst, SpurtName name, string heardBy)
    {
        var at = MicrosecondsAt(burst.Arrived);
        if (!_turns.TryGetValue(burst.Stream, out var turn))
        {
            _turns[burst.Stream] = turn = new Turn(++_index, at) { Name = name with { HeardBy = name.HeardBy.Length > 0 ? name.HeardBy : heardBy } };
            if (!Radios.Contains(burst.Source.Value))
            {
                Radios.Add(burst.Source.Value);
            }
        }
        else if (turn.Name.Site.Length == 0 && name.Site.Length > 0)
        {
            (turn.Name, turn.IsWritten) = (name, false);
        }

        if (!turn.IsWritten)
        {
            if (turn.Name.Site.Length > 0)
            {
                Sites.Add(turn.Name.Site);
            }

            Append(new RecordingSpurt(turn.Index, turn.At, burst.Spurt, burst.Source, burst.Slot, turn.Name.Id, turn.Name.Site, turn.Name.HeardBy).Write(Room()));
            turn.IsWritten = true;
        }

        var missing = (byte)(turn.Last is { } last ? burst.MissingAfter(last) : 0);
        turn.Last = burst.Sequence;
        Append(new RecordingFrame
        {
            Spurt = turn.Index,
            At = at,
            Sequence = burst.Sequence,
            Burst = burst.Burst,
            BitErrors = burst.BitErrors,
            Rssi = burst.Rssi,
            Missing = missing,
            Payload = burst.Payload,
        }.Write(Room()));
        (turn.PendingFrames, turn.PendingMissing) = (turn.PendingFrames + 1, turn.PendingMissing + missing);
        (_pendingFrames, _pendingMissing) = (_pendingFrames + 1, _pendingMissing + missing);
        LastHeard = burst.Arrived;
        _lastAt = Math.Max(_lastAt, at);
    }

    /// <summary>Bursts that came, maybe of this call, found no room in the recorder's queue.</summary>
    public void Miss(uint count, long at)
    {
        _unrecorded += count;
        Append(new RecordingGap(MicrosecondsAt(at), count, RecordingGapReason.Queue).Write(Room()));
    }

    /// <summary>A talker's turn is over.</summary>
    public void End(StreamId stream, long at)
    {
        if (_turns.Remove(stream, out var turn))
        {
            Append(new RecordingSpurtEnd(turn.Index, MicrosecondsAt(at), turn.Frames + turn.PendingFrames, turn.Missing + turn.PendingMissing).Write(Room()));
        }
    }

    /// <summary>Ends the turns of which nothing comes any more, whose end was not heard.</summary>
    public void EndSilent()
    {
        foreach (var stream in _turns.Keys.ToArray())
        {
            End(stream, LastHeard);
        }
    }

    /// <summary>Gives what waits to the system. False when the disk refuses it: then it is lost, and counted.</summary>
    public bool TryFlush(out Exception? refused)
    {
        refused = null;
        if (!IsDirty)
        {
            return true;
        }

        try
        {
            if (Octets == 0)
            {
                Write([.. RecordingFormat.Magic, .. Record(to => header.Write(to))]);
            }

            if (_gapUnwritten > 0)
            {
                Write(Record(to => new RecordingGap(_lastAt, _gapUnwritten, RecordingGapReason.Disk).Write(to)));
                _gapUnwritten = 0;
            }

            Write(_pending.WrittenSpan);
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            refused = disk;
            Refuse();
            return false;
        }

        Settle();
        return true;
    }

    /// <summary>Writes the end, and puts all on disk; false when the disk refuses it, to be tried again.</summary>
    public bool TryClose(RecordingEndReason why, out byte[] sha256, out Exception? refused)
    {
        sha256 = [];
        EndSilent();
        if (!TryFlush(out refused))
        {
            return false;
        }

        try
        {
            Write(Record(to => Told(why).Write(to)));
            RandomAccess.FlushToDisk(_file!);
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            refused = disk;
            Truncate();
            return false;
        }

        sha256 = _hash.GetHashAndReset();
        Dispose();
        return true;
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
        _hash.Dispose();
    }

    private static byte[] Record(Func<byte[], int> write)
    {
        var room = new byte[RecordingFormat.LongestRecord];
        return room[..write(room)];
    }

    private long MicrosecondsAt(long arrived) => Math.Max(0, (long)time.GetElapsedTime(_began, arrived).TotalMicroseconds);

    private Span<byte> Room() => _pending.GetSpan(RecordingFormat.LongestRecord);

    private void Append(int length) => _pending.Advance(length);

    private void Write(ReadOnlySpan<byte> octets)
    {
        if (_file is null)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        }

        RandomAccess.Write(_file, octets, Octets);
        _hash.AppendData(octets);
        Octets += octets.Length;
    }

    private void Settle()
    {
        foreach (var turn in _turns.Values)
        {
            (turn.Frames, turn.Missing) = (turn.Frames + turn.PendingFrames, turn.Missing + turn.PendingMissing);
            (turn.PendingFrames, turn.PendingMissing) = (0, 0);
        }

        (_frames, _missing, _pendingFrames, _pendingMissing) = (_frames + _pendingFrames, _missing + _pendingMissing, 0, 0);
        _pending.ResetWrittenCount();
    }

    private void Refuse()
    {
        (_gapUnwritten, _unrecorded) = (_gapUnwritten + _pendingFrames, _unrecorded + _pendingFrames);
        (_pendingFrames, _pendingMissing) = (0, 0);
        _pending.ResetWrittenCount();
        foreach (var turn in _turns.Values)
        {
            // What was said of it may be lost with the rest: it is said again.
            (turn.PendingFrames, turn.PendingMissing, turn.IsWritten) = (0, 0, false);
        }

        Truncate();
    }

    /// <summary>A write that was refused may have left a part of it.</summary>
    private void Truncate()
    {
        try
        {
            if (_file is not null)
            {
                RandomAccess.SetLength(_file, Octets);
            }
        }
        catch (IOException)
        {
            // What is left is overwritten, or a tail that readers pass over.
        }
    }

    private sealed class Turn(ushort index, long at)
    {
        public ushort Index => index;

        public long At => at;

        public SpurtName Name { get; set; } = SpurtName.Unknown;

        public bool IsWritten { get; set; }

        public byte? Last { get; set; }

        public uint Frames { get; set; }

        public uint Missing { get; set; }

        public uint PendingFrames { get; set; }

        public uint PendingMissing { get; set; }
    }
}
