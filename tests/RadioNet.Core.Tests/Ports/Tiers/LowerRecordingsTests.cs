using Grpc.Core;
using Grpc.Net.Client;
using RadioNet.Api;
using RadioNet.Core.Recordings;
using RadioNet.Core.Recordings.Lower;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Core.Tests.Records;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Recording;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>Recordings of a commune's node, listed and fetched at the district's and the province's; real nodes in this process.</summary>
public sealed class LowerRecordingsTests : IAsyncLifetime
{
    private const string Call = "core-commune.1.1";

    private readonly List<GrpcChannel> _channels = [];
    private TierNodes? _nodes;
    private byte[] _file = [];

    private TierNodes Nodes => _nodes!;

    private string Recordings => Path.Combine(Nodes.Data(TierNodes.Commune), "recordings");

    public async ValueTask InitializeAsync()
    {
        _nodes = await TierNodes.StartAsync();
        await Nodes.AttachAsync(TierNodes.District, TierNodes.Root);
        LeaveOpen(Call, 1, bursts: 600);
        await Nodes.AttachAsync(TierNodes.Commune, TierNodes.District);
        var record = CallRecords.Ended(1) with { Id = Call, Node = TierNodes.Commune, Started = DateTimeOffset.UtcNow.AddMinutes(-1), Ended = DateTimeOffset.UtcNow };
        Nodes.Part<IRecordStore>(TierNodes.Commune).Append([record]);
    }

    public async ValueTask DisposeAsync()
    {
        _channels.ForEach(channel => channel.Dispose());
        await Nodes.DisposeAsync();
    }

    [Fact]
    public async Task A_lower_nodes_recording_is_listed_above_and_comes_from_there_when_it_is_asked_for()
    {
        foreach (var node in new[] { TierNodes.District, TierNodes.Root })
        {
            var listed = await ListedAsync(node);
            Assert.Equal((Call, 1, TierNodes.Commune, false, 600u), (listed.Call, listed.Part, listed.Node, listed.Away, listed.Frames));
            Assert.Equal(["4520001"], listed.Talkers);
            Assert.Equal(_file, await ReadAsync(node, Call));
        }

        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => ReadAsync(TierNodes.Root, "core-commune.9.9"))).StatusCode);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => ReadAsync(TierNodes.Root, Call, part: 2))).StatusCode);

        // What was altered there is not given out as what was said.
        var path = Assert.Single(Directory.GetFiles(Recordings, "*.rnrec", SearchOption.AllDirectories));
        var octets = await File.ReadAllBytesAsync(path);
        octets[octets.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, octets);
        Assert.Equal(StatusCode.DataLoss, (await Assert.ThrowsAsync<RpcException>(() => ReadAsync(TierNodes.Root, Call))).StatusCode);
        File.Delete(path);
        Assert.Equal(StatusCode.DataLoss, (await Assert.ThrowsAsync<RpcException>(() => ReadAsync(TierNodes.Root, Call))).StatusCode);

        // Nothing but recordings is given.
        var (_, problem) = await Nodes.Part<RecordingFetch>(TierNodes.Root).FileAsync(TierNodes.Commune, "../link.pem", CancellationToken.None);
        Assert.Equal(RecordingProblem.Gone, problem);

        await Nodes.StopAsync(TierNodes.Commune);
        await TierNodes.UntilAsync(async () => (await ListedAsync(TierNodes.Root)).Away, "it is away");
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => ReadAsync(TierNodes.Root, Call))).StatusCode);
    }

    [Fact]
    public async Task A_chain_that_was_made_anew_is_an_alarm_above_and_found_by_what_was_kept()
    {
        await ListedAsync(TierNodes.Root);
        await Nodes.StopAsync(TierNodes.Commune);
        Directory.Delete(Recordings, true);
        LeaveOpen("core-commune.2.1", 1, bursts: 10);
        await Nodes.AttachAsync(TierNodes.Commune, TierNodes.District);
        await TierNodes.UntilAsync(() => Kept(TierNodes.Root).LinesOf(TierNodes.Commune).Count() == 2, "the root keeps both chains");
        await TierNodes.UntilAsync(
            () => Nodes.Part<IAlarmBook>(TierNodes.District).Open.Any(alarm => alarm.Kind == AlarmKind.RecordingsAnew && alarm.Subject == TierNodes.Commune), "the district raises the alarm");
        Assert.DoesNotContain(Nodes.Part<IAlarmBook>(TierNodes.Root).Open, alarm => alarm.Kind == AlarmKind.RecordingsAnew && alarm.Made is null);

        using var kept = Client(TierNodes.Root).Kept(new KeptChainRequest { Node = TierNodes.Commune });
        var lines = new List<string>();
        await foreach (var line in kept.ResponseStream.ReadAllAsync())
        {
            lines.Add(line.Line);
        }

        Assert.Equal(Kept(TierNodes.District).LinesOf(TierNodes.Commune), lines);
        var folder = new RecordingFolder(Nodes.Data(TierNodes.Commune));
        Assert.True(new RecordingVerifier(folder, null, []).Run().IsRight);
        Assert.Contains("1 entries that were kept elsewhere", Assert.Single(new RecordingVerifier(folder, null, lines).Run().Faults).En, StringComparison.Ordinal);
    }

    private KeptChains Kept(string node) => Nodes.Part<KeptChains>(node);

    private RecordingService.RecordingServiceClient Client(string node)
    {
        var channel = GrpcChannel.ForAddress($"http://{Nodes[node].Addresses.Grpc}");
        _channels.Add(channel);
        return new RecordingService.RecordingServiceClient(channel);
    }

    private async Task<Recording> ListedAsync(string node)
    {
        Recording? listed = null;
        var client = Client(node);
        await TierNodes.UntilAsync(
            async () => (listed = (await client.ListAsync(new ListRecordingsRequest { Calls = new ListCallsRequest { Talkgroup = 1001 } })).Recordings.SingleOrDefault()) is not null,
            $"the recording is listed at {node}");
        return listed!;
    }

    private async Task<byte[]> ReadAsync(string node, string call, int part = 1)
    {
        using var read = Client(node).Read(new ReadRecordingRequest { Call = call, Part = part });
        using var octets = new MemoryStream();
        await foreach (var some in read.ResponseStream.ReadAllAsync())
        {
            some.Octets.WriteTo(octets);
        }

        return octets.ToArray();
    }

    /// <summary>A recording that the commune's node finds when it starts, as if it had died: it closes it and puts it into its chain.</summary>
    private void LeaveOpen(string call, ushort index, int bursts)
    {
        var room = new byte[RecordingFormat.LongestRecord];
        using var file = new MemoryStream();
        file.Write(RecordingFormat.Magic);
        file.Write(room.AsSpan(0, new RecordingHeader(DateTimeOffset.UtcNow, 1001, 1, "ambe2", TierNodes.Commune, call).Write(room)));
        file.Write(room.AsSpan(0, new RecordingSpurt(index, 0, index, new RadioId(4520001), Timeslot.One, $"{call}.s1", "hill", "").Write(room)));
        for (var i = 0; i < bursts; i++)
        {
            var payload = new byte[33];
            Random.Shared.NextBytes(payload);
            file.Write(room.AsSpan(0, new RecordingFrame { Spurt = index, At = 60_000L * i, Sequence = (byte)i, Burst = DmrdBurst.VoiceA, Payload = payload }.Write(room)));
        }

        var end = new RecordingEnd(60_000L * (bursts - 1), (uint)bursts, 0, 0, RecordingEndReason.Over);
        file.Write(room.AsSpan(0, end.Write(room)));
        _file = file.ToArray();
        Directory.CreateDirectory(Path.Combine(Recordings, "open"));
        File.WriteAllBytes(Path.Combine(Recordings, "open", RecordingFolder.NameOf(call, 1)), _file);
    }
}
