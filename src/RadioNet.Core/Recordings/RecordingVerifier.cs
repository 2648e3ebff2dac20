using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Identity;
using RadioNet.Voice.Recording;

namespace RadioNet.Core.Recordings;

/// <summary>Checks the recordings of a data folder by themselves: no node need run, and nothing is changed.</summary>
/// <param name="folder">Where recordings lie.</param>
/// <param name="authority">The CA's certificate, whose nodes' signatures count; null when it is not known.</param>
/// <param name="kept">Lines of the chain that somebody else kept, its roots or all of them; none when nobody did.</param>
public sealed class RecordingVerifier(RecordingFolder folder, X509Certificate2? authority, IReadOnlyList<string> kept)
{
    private readonly List<LocalizedText> _faults = [];
    private readonly List<LocalizedText> _notes = [];
    private readonly List<RecordingEntry> _recordings = [];
    private readonly Dictionary<(long Number, string Sha256), string> _deleted = [];
    private readonly HashSet<string> _lines = [];
    private long _entries;
    private long _unsealed;

    /// <summary>Reads everything and tells what it found.</summary>
    public RecordingCheck Run()
    {
        ReadChain();
        Compare();
        if (_entries > 0 && authority is null)
        {
            _notes.Add(new("Không có chứng thư CA nên không biết chữ ký là của nút trong mạng; hãy dùng --authority FILE.", "Without the CA's certificate nobody can say that signatures are of the network's nodes; name it with --authority FILE."));
        }

        var findings = _recordings.Select(Find).ToList();
        findings.AddRange(Others());
        return new RecordingCheck(findings, _faults, _entries, _unsealed, _notes);
    }

    /// <summary>What somebody else kept must be there: who makes a chain anew cannot take that back.</summary>
    private void Compare()
    {
        var lost = kept.Where(line => !_lines.Contains(line)).Select(line => RecordingLine.Read(line)).ToList();
        foreach (var root in lost.Where(entry => entry is null or { Kind: RecordingEntry.RootKind }))
        {
            Fault($"Gốc số {root?.Number} do nút khác giữ không có trong chuỗi: chuỗi đã bị cắt hoặc làm lại.", $"Root {root?.Number} that was kept elsewhere is not in this chain: the chain was cut or made anew.");
        }

        if (lost.Where(entry => entry is not null and not { Kind: RecordingEntry.RootKind }).ToList() is { Count: > 0 } others)
        {
            Fault(
                $"{others.Count} mục do nút khác giữ không có trong chuỗi, mục đầu tiên là số {others[0]!.Number}: chuỗi đã bị cắt hoặc làm lại.",
                $"{others.Count} entries that were kept elsewhere are not in this chain, the first of them is {others[0]!.Number}: the chain was cut or made anew.");
        }
    }

    private void ReadChain()
    {
        var before = RecordingLine.Nothing;
        foreach (var (file, line, isWhole) in ChainFiles.Lines(folder.Root))
        {
            var name = Path.GetFileName(file);
            if (!isWhole)
            {
                _notes.Add(new($"{name}: dòng cuối bị cắt; nút bỏ nó khi khởi động.", $"{name}: the last line was cut off; the node drops it when it starts."));
                continue;
            }

            _entries++;
            _unsealed++;
            if (RecordingLine.Read(line) is not { } entry)
            {
                Fault($"{name}: mục {_entries} không đọc được.", $"{name}: entry {_entries} does not read.");
            }
            else
            {
                if (entry.Number != _entries || entry.Before != before)
                {
                    Fault(
                        $"{name}: mục {entry.Number} không nối tiếp mục trước nó: có mục bị sửa, thêm hoặc xóa.",
                        $"{name}: entry {entry.Number} does not follow the one before it: an entry was altered, added or removed.");
                    _entries = entry.Number;
                }

                Take(entry, line, name);
            }

            _lines.Add(line);
            before = RecordingLine.HashOf(line);
        }
    }

    private void Take(RecordingEntry entry, string line, string name)
    {
        if (entry.IsSeal && !IsSigned(entry, line, name))
        {
            return;
        }

        switch (entry.Kind)
        {
            case RecordingEntry.RecordingKind when entry is { File: not null, Sha256: not null }:
                _recordings.Add(entry);
                break;
            case RecordingEntry.RootKind:
                _unsealed = 0;
                break;
            case RecordingEntry.DeletedKind:
                foreach (var recording in entry.Deleted ?? [])
                {
                    _deleted[(recording.Number, recording.Sha256)] = entry.Policy ?? "";
                }

                break;
        }
    }

    /// <summary>Whether a node of the network signed an entry; a node without a certificate signs nothing, which is noted.</summary>
    private bool IsSigned(RecordingEntry entry, string line, string name)
    {
        if (entry.Certificate is null)
        {
            _notes.Add(new($"{name}: mục {entry.Number} không có chữ ký: khi đó nút chưa có chứng thư.", $"{name}: entry {entry.Number} is not signed: the node had no certificate then."));
            return true;
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(entry.Certificate));
            using var key = certificate.GetECDsaPublicKey();
            if (key is not null && RecordingLine.SignedOf(line) is { } signed && entry.Signature is { } signature
                && key.VerifyData(signed, Convert.FromBase64String(signature), HashAlgorithmName.SHA256) && IsOfNetwork(certificate, entry))
            {
                return true;
            }
        }
        catch (Exception malformed) when (malformed is FormatException or CryptographicException)
        {
            // As one that is wrong.
        }

        Fault($"{name}: chữ ký của mục {entry.Number} không đúng.", $"{name}: the signature of entry {entry.Number} is wrong.");
        return false;
    }

    private bool IsOfNetwork(X509Certificate2 certificate, RecordingEntry entry)
    {
        if (authority is null)
        {
            return true;
        }

        // The clock of the node may have been off, and it may have signed with a certificate whose time was over: who signed is what counts.
        var verdict = LinkCertificate.Verify(certificate, authority, LinkPeerKind.Node, LinkCertificate.BeginOf(certificate), TimeSpan.Zero);
        return verdict.IsValid && verdict.Identity!.Id == entry.Node;
    }

    private RecordingFinding Find(RecordingEntry entry)
    {
        if (folder.PathOf(entry.File!) is not { } path)
        {
            return new(entry.File!, RecordingState.Missing, entry);
        }

        // Between its line and its folder it is still where it was written.
        path = File.Exists(path) ? path : Path.Combine(folder.Open, Path.GetFileName(path));
        if (!File.Exists(path))
        {
            return _deleted.TryGetValue((entry.Number, entry.Sha256!), out var policy)
                ? new(entry.File!, RecordingState.Deleted, entry, policy)
                : new(entry.File!, RecordingState.Missing, entry);
        }

        using var stream = File.OpenRead(path);
        var isSame = stream.Length == entry.Octets && Convert.ToHexStringLower(SHA256.HashData(stream)) == entry.Sha256;
        return new(entry.File!, isSame ? RecordingState.Intact : RecordingState.Altered, entry);
    }

    private IEnumerable<RecordingFinding> Others()
    {
        var known = _recordings.Select(entry => entry.File!).ToHashSet(StringComparer.Ordinal);
        foreach (var file in folder.Days.Select(RecordingFolder.DayName)
            .SelectMany(day => Directory.EnumerateFiles(Path.Combine(folder.Root, day)).Order(StringComparer.Ordinal).Select(path => $"{day}/{Path.GetFileName(path)}")))
        {
            if (!known.Contains(file))
            {
                yield return new(file, RecordingState.Foreign, null);
            }
        }

        if (Directory.Exists(folder.Open))
        {
            var names = known.Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
            foreach (var path in Directory.EnumerateFiles(folder.Open, $"*{RecordingFormat.Extension}").Where(path => !names.Contains(Path.GetFileName(path))))
            {
                yield return new($"open/{Path.GetFileName(path)}", RecordingState.Open, null);
            }
        }
    }

    private void Fault(string vi, string en) => _faults.Add(new LocalizedText(vi, en));
}
