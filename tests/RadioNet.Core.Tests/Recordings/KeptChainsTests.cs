using Microsoft.Extensions.Time.Testing;
using RadioNet.Api;
using RadioNet.Core.Recordings;
using RadioNet.Core.Recordings.Lower;
using RadioNet.Core.Tests.Storage;

namespace RadioNet.Core.Tests.Recordings;

/// <summary>A node's chain as a node above keeps it, told in its messages.</summary>
public sealed class KeptChainsTests : IDisposable
{
    private const string Node = "core";

    private readonly TempFolder _above = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<KeptOutcome> _outcomes = [];
    private readonly Queue<RecordingsUp> _said = [];
    private RecorderBench _bench = new();
    private KeptChains _kept;
    private ChainTelling? _telling;
    private int _lines;

    public KeptChainsTests() => _kept = Kept();

    private string Chain => Assert.Single(Directory.GetFiles(_bench.Folder.Root, "chain-*.jsonl"));

    public void Dispose()
    {
        _bench.Dispose();
        _above.Dispose();
    }

    [Fact]
    public void What_a_node_appends_is_kept_line_by_line_and_nothing_is_told_twice()
    {
        Speak(40);
        Tell();
        Assert.Equal(File.ReadAllLines(Chain), _kept.LinesOf(Node));
        Assert.Equal(40, _lines);

        Speak(1);
        Tell();
        Assert.Equal((41, 41), (_kept.LinesOf(Node).Count(), _lines));

        // A parent that starts anew, with a line that a kill has cut off, and a link that was gone.
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_above.Path, "recordings", "lower", Node)));
        File.AppendAllText(file, "{\"number\":42,\"be");
        (_kept, _telling) = (Kept(), null);
        Speak(1);
        Tell();
        Assert.Equal(File.ReadAllLines(Chain), _kept.LinesOf(Node));
        Assert.Equal(42, _lines);
        Assert.DoesNotContain(KeptOutcome.Anew, _outcomes);
        Assert.DoesNotContain(KeptOutcome.Refused, _outcomes);
    }

    [Fact]
    public void A_chain_of_several_months_goes_on_from_the_middle()
    {
        for (var month = 0; month < 3; month++)
        {
            Speak(2);
            _bench.Rig.Time.Advance(TimeSpan.FromDays(31));
            _bench.Recorder.Work();
            Tell();
            _telling = null;
        }

        Assert.Equal(4, Directory.GetFiles(_bench.Folder.Root, "chain-*.jsonl").Length);
        Assert.Equal(ChainFiles.Lines(_bench.Folder.Root).Select(line => line.Line), _kept.LinesOf(Node));
        Assert.Equal((9, 9), (_kept.LinesOf(Node).Count(), _lines));
    }

    [Fact]
    public void A_chain_that_was_made_anew_with_the_nodes_own_key_is_told_from_the_one_that_was_kept()
    {
        Speak(3);
        Seal();
        Tell();
        string[] kept = [.. _kept.LinesOf(Node)];
        Assert.Equal(4, kept.Length);
        Assert.True(_bench.Verify(kept).IsRight);

        // Who holds the node's key deletes a call, and writes the whole chain again, each line signed and following the one before.
        foreach (var file in Directory.GetFiles(_bench.Folder.Root, "*", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }

        _bench.Restart();
        Speak(2);
        Seal();
        Assert.True(_bench.Verify().IsRight);
        Assert.Equal(2, _bench.Verify(kept).Faults.Count);
        Assert.Contains("Root 4 that was kept elsewhere", _bench.Verify([kept[^1]]).Faults.Single().En, StringComparison.Ordinal);

        // Its parent is told of the new one, and forgets nothing.
        _telling = null;
        Tell();
        Assert.Contains(KeptOutcome.Anew, _outcomes);
        Assert.Equal([.. kept, .. File.ReadAllLines(Chain)], _kept.LinesOf(Node));
        Assert.Equal(2, _bench.Verify([.. _kept.LinesOf(Node)]).Faults.Count);

        // A node on another way that still has the old one says nothing new.
        Assert.True(_kept.Has(Node, 3, RecordingLine.HashOf(kept[2])));
        Assert.False(_kept.Has(Node, 3, RecordingLine.HashOf("another")));
        Assert.Equal(kept, KeptElsewhere.Read(_above.Path, Node)!.Take(4));
        Assert.Null(KeptElsewhere.Read(_above.Path, "core-other"));
        Assert.Equal(Node, KeptElsewhere.NodeOf(Path.GetDirectoryName(_bench.Folder.Root)!));
    }

    [Fact]
    public void A_chain_that_was_cut_off_and_went_on_otherwise_is_another_one()
    {
        Speak(5);
        Tell();
        var five = File.ReadAllLines(Chain);
        File.WriteAllLines(Chain, five[..3]);
        _bench.Restart();
        _bench.Recorder.Work();
        _telling = null;
        Tell();
        Assert.Equal(five, _kept.LinesOf(Node));
        Speak(1);
        Tell();
        Assert.Contains(KeptOutcome.Anew, _outcomes);
        Assert.Equal(5 + 4, _kept.LinesOf(Node).Count());
        Assert.Single(_bench.Verify([.. _kept.LinesOf(Node)]).Faults);
    }

    [Fact]
    public void Lines_that_do_not_follow_are_not_kept_whatever_is_said_of_them()
    {
        Speak(4);
        Tell();
        var lines = File.ReadAllLines(Chain);
        var end = _kept.EndOf(Node);
        Assert.Equal(KeptOutcome.Refused, _kept.Take(Node, [lines[3]], end, false));
        Assert.Equal(KeptOutcome.Refused, _kept.Take(Node, [lines[0]], (3, RecordingLine.HashOf(lines[2])), true));
        Assert.Equal(KeptOutcome.Refused, _kept.Take(Node, [lines[1]], end, true));
        Assert.Equal(KeptOutcome.Refused, _kept.Take(Node, ["no entry"], end, false));
        Assert.Equal(KeptOutcome.Refused, _kept.Take("core-other", lines, (0, RecordingLine.Nothing), false));
        Assert.Equal(lines, _kept.LinesOf(Node));

        // One node cannot fill the disk with chains.
        for (var i = 0; i < 2 * KeptChains.MostBefore; i++)
        {
            _kept.Take(Node, [lines[0]], _kept.EndOf(Node), true);
        }

        Assert.Equal(KeptChains.MostBefore + 1, Directory.GetDirectories(Path.Combine(_above.Path, "recordings", "lower")).Length);
    }

    [Fact]
    public void A_calls_recordings_are_found_by_its_day_until_a_policy_deletes_them()
    {
        _bench.Dispose();
        _bench = new RecorderBench(keep: TimeSpan.FromDays(2));
        var call = _bench.Speak();
        var lower = new LowerRecordings(new RecordingFolder(_above.Path));
        var started = _bench.Rig.Time.GetUtcNow() - TimeSpan.FromMinutes(2);
        Assert.Empty(lower.Of($"{call}", started));
        Tell();
        var entry = Assert.Single(lower.Of($"{call}", started));
        Assert.Equal((Node, 1001u), (entry.Node, entry.Talkgroup));
        Assert.Empty(lower.Of($"{call}", started.AddDays(5)));

        _bench.Rig.Time.Advance(TimeSpan.FromDays(4));
        _bench.Recorder.Work();
        Tell();
        Assert.Empty(lower.Of($"{call}", started));
    }

    private KeptChains Kept() => new(new RecordingFolder(_above.Path));

    private void Speak(int calls)
    {
        for (; calls > 0; calls--)
        {
            _bench.Speak();
        }
    }

    private void Seal()
    {
        _bench.Rig.Time.Advance(TimeSpan.FromDays(1));
        _bench.Recorder.Work();
    }

    /// <summary>Lets the node say all that it has to say, each message answered.</summary>
    private void Tell()
    {
        _telling ??= new ChainTelling(Node, _bench.Chain, _bench.Folder, new KeptChains(_bench.Folder), message =>
        {
            _said.Enqueue(message.Recordings);
            return true;
        }, _time);
        for (_telling.Work(); _said.TryDequeue(out var up); _telling.Work())
        {
            foreach (var end in up.Offered?.Chains ?? [])
            {
                Answer(end.Node, _kept.Has(end.Node, end.Number, Convert.ToHexStringLower(end.Hash.Span)));
            }

            if (up.Lines is { } lines)
            {
                _lines += lines.Lines.Count;
                _outcomes.Add(_kept.Take(lines.Node, lines.Lines, (lines.After.Number, Convert.ToHexStringLower(lines.After.Hash.Span)), lines.Anew));
                Answer(lines.Node, false);
            }
        }
    }

    private void Answer(string node, bool known) => _telling!.Hear(new ChainHeld { End = ChainTelling.End(node, _kept.EndOf(node)), Known = known });
}
