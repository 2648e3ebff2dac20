using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RadioNet.Core.Recordings;

/// <summary>
/// A node's chain of recordings: lines in one file a month (<c>recordings/chain-2026-11.jsonl</c>, UTC, by the time of writing), each with the hash of the
/// one before. A line is on disk when it was appended; one that was cut off is no line. On one thread.
/// </summary>
/// <param name="folder">Where recordings lie.</param>
/// <param name="node">The node's id.</param>
/// <param name="time">The clock.</param>
/// <param name="certificate">The node's certificate with its key, when it has one.</param>
internal sealed class RecordingChain(RecordingFolder folder, string node, TimeProvider time, Func<X509Certificate2?> certificate)
{
    private readonly Lock _gate = new();
    private string? _file;
    private string _last = RecordingLine.Nothing;
    private long _number;
    private DateTimeOffset _lastAt;
    private bool _isSealed = true;

    /// <summary>An entry was appended, or the chain was found at the start; on the thread of who did it.</summary>
    public event Action? Grown;

    /// <summary>The newest entry's number, and the hash of its line; 0 when there is none. Safe from any thread.</summary>
    public (long Number, string Hash) End
    {
        get
        {
            lock (_gate)
            {
                return field;
            }
        }

        private set
        {
            lock (_gate)
            {
                field = value;
            }
        }
    } = (0, RecordingLine.Nothing);

    /// <summary>Goes on where the disk stops; a line that was cut off goes.</summary>
    public void Load()
    {
        var (file, line, newest) = ChainFiles.Newest(folder.Root);
        (_file, _last, _number, _isSealed, _lastAt) = (file, RecordingLine.Nothing, 0, true, default);
        if (newest is not null)
        {
            (_last, _number, _lastAt, _isSealed) = (RecordingLine.HashOf(line!), newest.Number, newest.At, newest.Kind == RecordingEntry.RootKind);
        }

        Tell();
    }

    /// <summary>Whether the newest month's file has a recording's entry.</summary>
    public bool Has(string file, string sha256) => _file is { } newest && File.ReadLines(newest).Any(line =>
        line.Contains(sha256, StringComparison.Ordinal) && RecordingLine.Read(line) is { Kind: RecordingEntry.RecordingKind } entry && entry.File == file && entry.Sha256 == sha256);

    /// <summary>Appends an entry, whose number, place and time are given here. It is on disk when this returns; what throws has appended nothing.</summary>
    /// <exception cref="IOException">The disk refuses it.</exception>
    public void Append(RecordingEntry entry)
    {
        var now = time.GetUtcNow();
        var own = entry.IsSeal ? certificate() : null;
        entry = entry with { Number = _number + 1, Before = _last, At = now, Node = node, Certificate = own is null ? null : Convert.ToBase64String(own.RawData) };
        var line = RecordingLine.Write(entry, own is null ? null : octets => Sign(own, octets));
        var file = ChainFiles.FileFor(folder.Root, now, _file);
        ChainFiles.Append(file, line + "\n");
        (_file, _last, _number, _lastAt, _isSealed) = (file, RecordingLine.HashOf(line), entry.Number, now, entry.Kind == RecordingEntry.RootKind);
        Tell();
    }

    /// <summary>Seals what was written on a day that is over, if that is not done.</summary>
    public void SealDay()
    {
        var day = DateOnly.FromDateTime(_lastAt.UtcDateTime);
        if (!_isSealed && day < DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))
        {
            Append(New(RecordingEntry.RootKind) with { Day = RecordingFolder.DayName(day) });
        }
    }

    /// <summary>An entry of a kind, to be filled in.</summary>
    public static RecordingEntry New(string kind) => new() { Number = 0, Before = "", Kind = kind, At = default, Node = "" };

    private static byte[] Sign(X509Certificate2 own, byte[] octets)
    {
        using var key = own.GetECDsaPrivateKey() ?? throw new CryptographicException("The node's certificate has no key.");
        return key.SignData(octets, HashAlgorithmName.SHA256);
    }

    private void Tell()
    {
        End = (_number, _last);
        Grown?.Invoke();
    }
}
