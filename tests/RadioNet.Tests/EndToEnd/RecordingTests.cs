using Grpc.Core;
using RadioNet.Api;
using RadioNet.Tests.EndToEnd.Rig;
using RadioNet.Voice.Recording;

namespace RadioNet.Tests.EndToEnd;

/// <summary>What was said on a talkgroup that the plan marks, as people find it and check it; other talkgroups leave nothing.</summary>
[Collection(nameof(RealTime))]
public sealed class RecordingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SharedNode _shared;

    public RecordingTests(SharedNode shared) => _shared = shared;

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_call_on_a_marked_talkgroup_can_be_found_and_read_while_it_goes_on()
    {
        using var cell = await _shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("ab");
        var said = cell.Speak(1, Cell.Calm, 1);
        await repeaters[0].PlayAsync(said, 1);
        await repeaters[1].SpurtsAsync(1);
        Recording? found = null;
        await Wait.UntilAsync(
            async () => (found = (await cell.Node.Recordings.ListAsync(new ListRecordingsRequest { Calls = new ListCallsRequest { Talkgroup = cell.Talkgroup(Cell.Calm) } }))
                .Recordings.SingleOrDefault())?.Frames == said.Bursts.Length,
            () => Task.FromResult($"It is not recorded whole: {found}"));
        Assert.Equal([$"Radio {cell.Talkgroup(0) / 100}.1 ({cell.Radio(1)})"], found!.Talkers);
        using var recall = cell.Node.Recordings.Recall(new RecallRequest { Talkgroup = cell.Talkgroup(Cell.Calm) });
        using var octets = new MemoryStream();
        await foreach (var some in recall.ResponseStream.ReadAllAsync()) some.Octets.WriteTo(octets);
        var summary = RecordingSummary.Of(octets.ToArray());
        Assert.Equal((true, (uint)said.Bursts.Length, ""), (summary.IsWhole, summary.Frames, summary.Header!.Value.Call));
    }

    [RecordingFact]
    public async Task A_call_is_recorded_listed_exported_and_verified_and_what_was_altered_is_found()
    {
        await using (var node = await NodeProcess.StartAsync(Data, "--plan", Plan()))
        {
            using var cell = new Cell(node, 1);
            var repeaters = await cell.LogInAllAsync("ab");
            await repeaters[0].PlayAsync(cell.Speak(1, Cell.Rival, 1), 1);
            await repeaters[1].SpurtsAsync(1);
            var said = cell.Speak(2, Cell.Main, 2);
            await repeaters[0].PlayAsync(said, 1);
            await repeaters[1].SpurtsAsync(2);

            var recalled = (await node.RunAsync("recordings", "recall", $"{cell.Talkgroup(Cell.Main)}", Path.Combine(_folder.Path, "recalled.rnrec"), "--json")).Succeeded();
            Assert.InRange(Assert.Single(recalled.Json).GetProperty("frames").GetInt32(), said.Bursts.Length - 5, said.Bursts.Length);
            string call = await ClosedAsync(node);
            var listed = Assert.Single((await node.RunAsync("recordings", "list", "--text", "group", "--radio", $"{cell.Radio(2)}", "--site", cell.Site('a'), "--json")).Succeeded().Json);
            Assert.Equal((call, said.Bursts.Length, 0), (listed.GetProperty("call").GetString(), listed.GetProperty("frames").GetInt32(), listed.GetProperty("missing").GetInt32()));
            Assert.Equal([$"Radio 1.2 ({cell.Radio(2)})"], listed.GetProperty("talkers").EnumerateArray().Select(talker => talker.GetString()));
            Assert.Empty((await node.RunAsync("recordings", "list", "--radio", $"{cell.Radio(3)}", "--json")).Succeeded().Json);

            string file = Path.Combine(_folder.Path, "call.rnrec"), bursts = Path.Combine(_folder.Path, "call.dmr");
            (await node.RunAsync("recordings", "export", call, file)).Succeeded();
            var summary = RecordingSummary.Of(await File.ReadAllBytesAsync(file));
            Assert.True(summary.IsWhole);
            Assert.Equal((cell.Site('a'), cell.Radio(2)), (Assert.Single(summary.Spurts).Site, summary.Spurts[0].Source.Value));
            (await node.RunAsync("recordings", "export", call, bursts, "--bursts")).Succeeded();
            Assert.Equal(12 * 33, new FileInfo(bursts).Length);
            Assert.Equal(1, (await node.RunAsync("recordings", "export", call, file)).ExitCode);
            Assert.Equal(1, (await node.RunAsync("recordings", "export", "core.9.9", Path.Combine(_folder.Path, "none"))).ExitCode);
        }

        var right = await RadioNetCommand.RunAsync("recordings", "verify", Data);
        Assert.True(right.ExitCode == 0 && right.Output.StartsWith("1 intact, 0 deleted", StringComparison.Ordinal), right.Output + right.Errors);
        string recorded = Assert.Single(Directory.GetFiles(Path.Combine(Data, "recordings"), "*.rnrec", SearchOption.AllDirectories));
        byte[] octets = await File.ReadAllBytesAsync(recorded);
        octets[^30] ^= 4;
        await File.WriteAllBytesAsync(recorded, octets);
        var altered = await RadioNetCommand.RunAsync("recordings", "verify", Data, "--json");
        Assert.Equal((1, "altered"), (altered.ExitCode, altered.Json[0].GetProperty("state").GetString()));
        File.Delete(recorded);
        var missing = await RadioNetCommand.RunAsync("recordings", "verify", Data);
        Assert.Equal(1, missing.ExitCode);
        Assert.StartsWith("missing: ", missing.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await RadioNetCommand.RunAsync("recordings", "verify", Path.Combine(_folder.Path, "nowhere"))).ExitCode);
    }

    [RecordingFact]
    public async Task A_kill_in_the_middle_of_a_recording_loses_its_last_second_at_most()
    {
        for (int kill = 0; kill < 5; kill++)
        {
            await using var node = await NodeProcess.StartAsync(Data, "--plan", Plan());
            using var cell = new Cell(node, 1);
            var repeaters = await cell.LogInAllAsync("ab");
            var playing = repeaters[0].PlayAsync(cell.Speak(2, Cell.Main, 20), 1);
            await repeaters[1].HearsAsync("40 bursts", heard => heard.Count >= 40);
            await Task.Delay(Random.Shared.Next(400));
            await node.KillAsync();
            int heard = repeaters[1].Heard.Count;
            await playing;
            string left = Assert.Single(Directory.GetFiles(Path.Combine(Data, "recordings", "open")));
            uint kept = RecordingSummary.Of(await File.ReadAllBytesAsync(left)).Frames;
            Assert.InRange(heard - kept, -1, 17);

            await using var again = await NodeProcess.StartAsync(Data);
            await Wait.UntilAsync(() => !File.Exists(left), () => "The recording that the killed node left is not closed.");
            await again.KillAsync();
            var check = await RadioNetCommand.RunAsync("recordings", "verify", Data, "--json");
            Assert.Equal(0, check.ExitCode);
            Assert.Equal(kill + 1, check.Json.Count(line => line.TryGetProperty("state", out var state) && state.GetString() == "intact"));
        }
    }

    private string Plan() => _folder.Write("cells.yaml", CellPlan.Of(1).Replace("id: 101, name", "id: 101, record: true, name", StringComparison.Ordinal));

    /// <summary>Waits until the one recording is closed; returns its call.</summary>
    private static async Task<string> ClosedAsync(NodeProcess node)
    {
        string? call = null;
        await Wait.UntilAsync(
            async () =>
            {
                var listed = (await node.RunAsync("recordings", "list", "--json")).Succeeded().Json;
                call = listed is [var only] && !only.GetProperty("open").GetBoolean() ? only.GetProperty("call").GetString() : null;
                return call is not null;
            },
            async () => $"No recording is closed: {(await node.RunAsync("recordings", "list", "--json")).Output}");
        return call!;
    }
}
