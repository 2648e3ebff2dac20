using RadioNet.Core.Recordings;
using RadioNet.Voice.Recording;

namespace RadioNet.Core.Tests.Recordings;

public sealed class RecallTests
{
    [Fact]
    public void The_last_30_s_are_there_from_what_is_closed_and_what_is_still_written_and_no_more()
    {
        using var bench = new RecorderBench();
        var recall = new Recall(bench.Recent, bench.Rig.Time, "core");
        Assert.Null(recall.Of(1001));
        var (first, rest) = bench.Press(superframes: 50);
        bench.Send(rest);
        bench.Recorder.Names.Note(Reports.Ended(first), _ => "");
        bench.Recorder.Work();
        Assert.Equal(1, bench.Recorder.Closed);
        bench.Rig.Advance(12_000);
        var (_, running) = bench.Press(superframes: 10);
        bench.Send(running, 30);

        // 302 bursts, one each 60 ms, ended 13.8 s ago: those of the last 30 s are 270; and 31 of the running call.
        var summary = RecordingSummary.Of(recall.Of(1001));
        Assert.True(summary.IsWhole);
        Assert.Equal((2, "", 1001u), (summary.Spurts.Count, summary.Header!.Value.Call, summary.Header.Value.Talkgroup));
        Assert.InRange(summary.Frames, 299u, 303u);
        Assert.InRange(summary.LastAt, 29_900_000, 30_000_000);
        Assert.Null(recall.Of(1002));
        bench.Close();
        bench.Rig.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Null(recall.Of(1001));
    }
}
