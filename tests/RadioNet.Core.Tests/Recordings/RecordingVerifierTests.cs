using RadioNet.Core.Access;
using RadioNet.Core.Recordings;

namespace RadioNet.Core.Tests.Recordings;

public sealed class RecordingVerifierTests : IDisposable
{
    private readonly RecorderBench _bench = new(keep: TimeSpan.FromDays(2));

    private string Chain => Assert.Single(Directory.GetFiles(_bench.Folder.Root, "chain-*.jsonl"));

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void An_altered_octet_and_a_removed_file_are_found_and_the_others_are_intact()
    {
        string[] files = [.. Enumerable.Range(0, 4).Select(_ => _bench.FileOf(_bench.Speak()))];
        Assert.True(_bench.Verify().IsRight);
        var octets = File.ReadAllBytes(files[1]);
        octets[octets.Length / 2] ^= 1;
        File.WriteAllBytes(files[1], octets);
        File.Delete(files[2]);
        File.Copy(files[0], Path.Combine(Path.GetDirectoryName(files[0])!, "core.1.99.rnrec"));
        var check = _bench.Verify();
        Assert.False(check.IsRight);
        Assert.Empty(check.Faults);
        Assert.Equal([RecordingState.Intact, RecordingState.Altered, RecordingState.Missing, RecordingState.Intact, RecordingState.Foreign], check.Findings.Select(finding => finding.State));
        Assert.EndsWith("core.1.99.rnrec", check.Findings[4].File, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_was_altered_removed_or_added_breaks_the_chain()
    {
        for (var i = 0; i < 4; i++)
        {
            _bench.Speak();
        }

        var whole = File.ReadAllLines(Chain);
        string[][] wrong =
        [
            [whole[0], whole[1].Replace("4520001", "4520002", StringComparison.Ordinal), whole[2], whole[3]],
            [whole[0], whole[2], whole[3]],
            [whole[0], whole[1], whole[1], whole[2], whole[3]],
            [whole[0], whole[1], "no entry", whole[2], whole[3]],
        ];
        foreach (var lines in wrong)
        {
            File.WriteAllLines(Chain, lines);
            Assert.NotEmpty(_bench.Verify().Faults);
        }

        File.WriteAllLines(Chain, whole);
        Assert.True(_bench.Verify().IsRight);
    }

    [Fact]
    public void A_day_that_is_over_is_sealed_once_by_the_nodes_key_and_a_chain_without_a_kept_root_is_not_the_one()
    {
        _bench.Speak();
        Assert.Equal((1L, 1L), (_bench.Verify().Entries, _bench.Verify().Unsealed));
        _bench.Rig.Time.Advance(TimeSpan.FromDays(1));
        _bench.Recorder.Work();
        _bench.Recorder.Work();
        var root = Assert.Single(_bench.Roots);
        var check = _bench.Verify(root);
        Assert.True(check.IsRight);
        Assert.Equal((2L, 0L), (check.Entries, check.Unsealed));
        Assert.Contains("\"day\":\"2026-11-23\"", root, StringComparison.Ordinal);

        // Who cuts it off, or makes it anew, cannot hide that from who has the root.
        File.WriteAllLines(Chain, File.ReadAllLines(Chain)[..1]);
        Assert.True(_bench.Verify().IsRight);
        Assert.Single(_bench.Verify(root).Faults);
    }

    [Fact]
    public void A_seal_by_another_key_or_with_another_text_is_found()
    {
        _bench.Speak();
        _bench.Rig.Time.Advance(TimeSpan.FromDays(1));
        _bench.Recorder.Work();
        using var other = NetworkAuthority.Create(_bench.Rig.Time.GetUtcNow());
        Assert.Single(new RecordingVerifier(_bench.Folder, other.Certificate, []).Run().Faults);
        Assert.Single(new RecordingVerifier(_bench.Folder, null, []).Run().Notes);
        File.WriteAllText(Chain, File.ReadAllText(Chain).Replace("\"day\":\"2026-11-23\"", "\"day\":\"2026-11-22\"", StringComparison.Ordinal));
        Assert.Single(_bench.Verify().Faults);
    }

    [Fact]
    public void What_a_policy_deletes_is_gone_with_a_signed_word_and_what_somebody_deletes_is_missing()
    {
        var old = _bench.FileOf(_bench.Speak());
        _bench.Rig.Time.Advance(TimeSpan.FromDays(2));
        var young = _bench.FileOf(_bench.Speak());
        Assert.True(File.Exists(old));
        _bench.Rig.Time.Advance(TimeSpan.FromDays(1));
        _bench.Recorder.Work();
        Assert.False(Directory.Exists(Path.GetDirectoryName(old)));
        Assert.True(File.Exists(young));
        var check = _bench.Verify();
        Assert.True(check.IsRight);
        Assert.Equal([(RecordingState.Deleted, "keep-recordings 2d"), (RecordingState.Intact, null)], check.Findings.Select(finding => (finding.State, finding.Policy)));

        // A word of deletion that nobody signed excuses nothing.
        File.WriteAllText(Chain, File.ReadAllText(Chain).Replace("keep-recordings 2d", "keep-recordings 1d", StringComparison.Ordinal));
        Assert.Equal(RecordingState.Missing, _bench.Verify().Findings[0].State);
        Assert.False(_bench.Verify().IsRight);
    }

    [Fact]
    public void A_kill_in_the_middle_of_a_line_of_the_chain_leaves_no_line()
    {
        _bench.Speak();
        File.AppendAllText(Chain, "{\"number\":2,\"bef");
        Assert.Single(_bench.Verify().Notes);
        _bench.Restart();
        _bench.Speak();
        var check = _bench.Verify();
        Assert.True(check.IsRight);
        Assert.Equal((2L, 0), (check.Entries, check.Notes.Count));
    }
}
