using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl;
using RadioNet.Core.Recordings;
using RadioNet.Core.Tests.Storage;
using RadioNet.Voice.Recording;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Tests.Recordings;

public sealed class RecorderTests
{
    [Fact]
    public void A_call_is_a_whole_file_with_its_bursts_and_an_entry_in_the_chain()
    {
        using var bench = new RecorderBench();
        var (call, rest) = bench.Press(superframes: 2);
        var sent = rest.Select(burst => Convert.ToHexString(burst.AsSpan(20, 33))).ToList();
        bench.Send(rest);
        Assert.Equal(RecordingState.Open, Assert.Single(bench.Verify().Findings).State);
        bench.Close();

        var octets = File.ReadAllBytes(bench.FileOf(call));
        var summary = RecordingSummary.Of(octets);
        Assert.True(summary.IsWhole);
        Assert.Equal(((uint)sent.Count + 1, 0u, 0u), (summary.Frames, summary.Missing, summary.Unrecorded));
        Assert.Equal((call.ToString(), 1001u, "core", "ambe2"), (summary.Header!.Value.Call, summary.Header.Value.Talkgroup, summary.Header.Value.Node, summary.Header.Value.Vocoder));
        var spurt = Assert.Single(summary.Spurts);
        Assert.Equal((4520001u, "core.1.s1", "hill", "452001"), (spurt.Source.Value, spurt.Id, spurt.Site, spurt.HeardBy));
        Assert.Equal(sent, Payloads(octets).Skip(1));
        Assert.Equal(60_000L * sent.Count, summary.LastAt);

        var check = bench.Verify();
        Assert.True(check.IsRight);
        var entry = Assert.Single(check.Findings).Entry!;
        Assert.Equal((RecordingState.Intact, call.ToString(), summary.Frames, "over"), (check.Findings[0].State, entry.Call, entry.Frames, entry.Why));
        Assert.Equal([4520001u], entry.Radios!);
        Assert.Equal(["hill"], entry.Sites!);
    }

    [Fact]
    public void Two_turns_of_a_call_are_one_file_that_is_closed_when_the_arbiter_says_so()
    {
        using var bench = new RecorderBench();
        var (call, rest) = bench.Press();
        bench.Send(rest);
        bench.Rig.Advance(1000);
        bench.Recorder.Work();
        Assert.Equal(0, bench.Recorder.Closed);
        bench.Recorder.Names.Note(Reports.Ended(call), _ => "");
        bench.Recorder.Work();
        Assert.Equal(1, bench.Recorder.Closed);
    }

    [Fact]
    public void A_stop_wakes_the_recorder_while_it_waits_for_more_of_a_call()
    {
        using var bench = new RecorderBench();
        bench.RunByItself(gathering: TimeSpan.FromMinutes(10));
        bench.Recorder.Dispose();
        Assert.Equal(0, bench.Recorder.Closed);

        bench.RunByItself(gathering: TimeSpan.FromMinutes(10));
        var (call, _) = bench.Press();
        bench.Recorder.Dispose();
        Assert.Equal(1, bench.Recorder.Closed);
        Assert.Equal("node-stopped", Assert.Single(bench.Verify().Findings).Entry!.Why);
        Assert.True(RecordingSummary.Of(File.ReadAllBytes(bench.FileOf(call))).IsWhole);
    }

    [Fact]
    public void A_call_that_is_over_wakes_the_recorder()
    {
        using var bench = new RecorderBench();
        bench.RunByItself(gathering: TimeSpan.FromMilliseconds(1));
        var (call, _) = bench.Press();
        bench.Rig.Obey(new RouterCommand.Stop(bench.Rig.LastStream));
        Assert.True(SpinWait.SpinUntil(() => bench.Recorder.Written == 1, TimeSpan.FromSeconds(20)));
        bench.Recorder.Names.Note(Reports.Ended(call), _ => "");
        Assert.True(SpinWait.SpinUntil(() => bench.Recorder.Closed == 1, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void What_is_said_of_calls_that_are_over_alone_is_forgotten_too()
    {
        var time = new FakeTimeProvider();
        var names = new RecordingNames(time);
        var (first, second) = (new CallId("core", 1, 1), new CallId("core", 1, 2));
        names.Note(Reports.Ended(first), _ => "");
        Assert.True(names.IsOver(IdSource.NumberOf(first)));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            time.Advance(TimeSpan.FromHours(2.1));
            names.Note(Reports.Ended(second), _ => "");
        }

        Assert.False(names.IsOver(IdSource.NumberOf(first)));
        Assert.True(names.IsOver(IdSource.NumberOf(second)));
    }

    [Fact]
    public void Bursts_that_were_lost_on_the_way_are_marked_where_they_are_missing()
    {
        using var bench = new RecorderBench();
        var (call, rest) = bench.Press();
        bench.Send(rest, 4);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            rest.Dequeue();
            bench.Rig.Advance(60);
        }

        bench.Send(rest);
        bench.Close();
        var summary = RecordingSummary.Of(File.ReadAllBytes(bench.FileOf(call)));
        Assert.Equal((3u, 17u), (summary.Missing, summary.Frames));
    }

    [Fact]
    public void What_a_kill_leaves_is_closed_at_the_next_start_and_lacks_nothing_that_was_flushed()
    {
        using var bench = new RecorderBench();
        var (call, rest) = bench.Press();
        bench.Send(rest, 10);
        bench.Restart();
        bench.Recorder.Work();
        var path = bench.FileOf(call);
        var summary = RecordingSummary.Of(File.ReadAllBytes(path));
        Assert.True(summary.IsWhole);
        Assert.Equal((11u, RecordingEndReason.Recovered), (summary.Frames, summary.End!.Value.Why));
        Assert.Equal("recovered", Assert.Single(bench.Verify().Findings).Entry!.Why);
        Assert.True(bench.Verify().IsRight);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(-1)]
    public void A_file_that_was_cut_in_the_middle_of_a_record_is_mended(int cut)
    {
        using var bench = new RecorderBench();
        var (_, rest) = bench.Press();
        bench.Send(rest, 10);
        var path = Assert.Single(Directory.GetFiles(bench.Folder.Open));
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            // Or so little of it that nothing can be said.
            file.SetLength(cut < 0 ? 12 : file.Length - cut);
        }

        bench.Restart();
        bench.Recorder.Work();
        Assert.Empty(Directory.GetFiles(bench.Folder.Open));
        var check = bench.Verify();
        Assert.True(check.IsRight);
        Assert.Equal(cut < 0 ? [] : [10u], check.Findings.Select(finding => finding.Entry!.Frames!.Value));
    }

    [Fact]
    public void A_kill_between_a_recordings_entry_and_its_folder_leaves_one_entry()
    {
        using var bench = new RecorderBench();
        var path = bench.FileOf(bench.Speak());
        File.Move(path, Path.Combine(bench.Folder.Open, Path.GetFileName(path)));
        Assert.Equal(RecordingState.Intact, Assert.Single(bench.Verify().Findings).State);
        bench.Restart();
        bench.Recorder.Work();
        Assert.True(File.Exists(path));
        Assert.Equal(1, bench.Verify().Entries);
    }

    [Fact]
    public void A_full_queue_is_a_gap_that_the_recording_and_an_alarm_tell()
    {
        using var bench = new RecorderBench(room: 8);
        var (call, rest) = bench.Press();
        bench.Send(rest, 2);
        foreach (var _ in Enumerable.Range(0, 11))
        {
            bench.Rig.Advance(60);
            bench.Rig.Receive(1, rest.Dequeue());
        }

        bench.Recorder.Work();
        bench.Send(rest);
        bench.Close();
        var summary = RecordingSummary.Of(File.ReadAllBytes(bench.FileOf(call)));
        Assert.Equal((3u, 17u, 3u), (summary.Unrecorded, summary.Frames, summary.Missing));
        Assert.Contains("records-gap recordings", bench.Alarms.Raised);
    }

    [Fact]
    public void A_full_disk_stops_the_recording_and_not_the_call_and_it_goes_on_by_itself()
    {
        using var disk = new SmallDisk(256);
        using var bench = new RecorderBench(disk.Path);
        var (call, rest) = bench.Press(superframes: 30);
        bench.Send(rest, 9);
        disk.Fill();
        bench.Send(rest, 80);
        Assert.Contains("recording-stopped disk", bench.Alarms.Raised);
        Assert.Empty(bench.Alarms.Cleared);
        Assert.Equal(90, bench.Rig.SentTo(2).Count);
        disk.Free();
        bench.Send(rest);
        Assert.Equal(["recording-stopped disk"], bench.Alarms.Cleared);
        bench.Close();
        var summary = RecordingSummary.Of(File.ReadAllBytes(bench.FileOf(call)));
        Assert.True(summary.IsWhole);
        Assert.InRange(summary.Unrecorded, 1u, 80u);
        Assert.Equal(182u, summary.Frames + summary.Unrecorded);
        Assert.Equal(bench.Recorder.Lost, summary.Unrecorded);
        Assert.True(bench.Verify().IsRight);
    }

    [Fact]
    public void A_call_that_began_and_ended_while_the_disk_was_full_leaves_a_file_that_says_so()
    {
        using var disk = new SmallDisk(256);
        using var bench = new RecorderBench(disk.Path);
        bench.Speak();
        disk.Fill();
        var (call, rest) = bench.Press();
        bench.Send(rest);
        bench.Close();
        Assert.Equal(1, bench.Recorder.Closed);
        disk.Free();
        bench.Rig.Time.Advance(TimeSpan.FromSeconds(3));
        bench.Recorder.Work();
        bench.Recorder.Work();
        Assert.Equal(2, bench.Recorder.Closed);
        var summary = RecordingSummary.Of(File.ReadAllBytes(bench.FileOf(call)));
        Assert.True(summary.IsWhole);
        Assert.Equal(20u, summary.Frames + summary.Unrecorded);
        Assert.Equal(["recording-stopped disk"], bench.Alarms.Cleared);
        Assert.True(bench.Verify().IsRight);
    }

    private static List<string> Payloads(byte[] octets)
    {
        var reader = new RecordingReader(octets);
        var found = new List<string>();
        while (reader.Read())
        {
            if (reader.Kind == RecordingKind.Frame && RecordingFrame.TryRead(reader.Body, out var frame))
            {
                found.Add(Convert.ToHexString(frame.Payload));
            }
        }

        return found;
    }
}
