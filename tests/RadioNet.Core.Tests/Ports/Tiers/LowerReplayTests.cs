using System.Buffers.Binary;
using Grpc.Core;
using Grpc.Net.Client;
using RadioNet.Api;
using RadioNet.Core.Accounts;
using RadioNet.Core.Recordings;
using RadioNet.Core.Storage;
using RadioNet.Core.Tests.Records;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Recording;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>A province's dispatcher hears again what a commune's node recorded; real nodes in this process.</summary>
public sealed class LowerReplayTests : IAsyncLifetime
{
    private const string Call = "core-commune.1.1", Password = "a long password";

    private const int Bursts = 60;

    private static readonly string _plan = $$"""
        {{TierNodes.Plan}}
        users:
          - { name: chief, role: dispatcher, place: province, password-hash: "{{PasswordHash.Of(Password)}}" }
          - { name: tech, role: technician, place: province, password-hash: "{{PasswordHash.Of(Password)}}" }
        """;

    private GrpcChannel? _channel;
    private TierNodes? _nodes;

    private TierNodes Nodes => _nodes!;

    private string Recordings => Path.Combine(Nodes.Data(TierNodes.Commune), "recordings");

    private ConsoleService.ConsoleServiceClient Client => new(_channel ??= GrpcChannel.ForAddress($"http://{Nodes[TierNodes.Root].Addresses.Grpc}"));

    public async ValueTask InitializeAsync()
    {
        _nodes = await TierNodes.StartAsync();
        await Nodes.Rig.ApplyAsync(_plan);
        await Nodes.AttachAsync(TierNodes.District, TierNodes.Root);
        LeaveOpen();
        await Nodes.AttachAsync(TierNodes.Commune, TierNodes.District);
        var record = CallRecords.Ended(1) with { Id = Call, Node = TierNodes.Commune, Started = DateTimeOffset.UtcNow.AddMinutes(-1), Ended = DateTimeOffset.UtcNow };
        Nodes.Part<IRecordStore>(TierNodes.Commune).Append([record]);
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await Nodes.DisposeAsync();
    }

    [Fact]
    public async Task What_a_lower_node_recorded_is_heard_again_above_by_who_may_hear_it_alone()
    {
        Assert.SkipUnless(new VocoderCatalogue(new VocoderSources()).Find(VocoderNames.Codec2At2400)!.Availability.CanDecode, "This test needs libcodec2, of the Debian package codec2.");
        var (chief, tech) = (await AsAsync("chief"), await AsAsync("tech"));
        ConsoleCall? listed = null;
        await TierNodes.UntilAsync(
            async () => (listed = (await Client.HistoryAsync(new ConsoleHistoryRequest(), chief)).Calls.SingleOrDefault(call => call.Id == Call)) is { Recordings: 1 }, "the recording is listed");
        Assert.Equal((TierNodes.Commune, false), (listed!.RecordedAt, listed.Away));

        var wav = await ReplayAsync(Call, chief);
        Assert.Equal("RIFF"u8.ToArray(), wav[..4]);
        Assert.InRange(BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(40)), Bursts * 480 * 2 * 95 / 100, Bursts * 480 * 2 * 105 / 100);

        Assert.Empty((await Client.HistoryAsync(new ConsoleHistoryRequest(), tech)).Calls);
        Assert.Equal(StatusCode.NotFound, await RefusedAsync(Call, tech));
        Assert.Equal(StatusCode.NotFound, await RefusedAsync(Call, chief, part: 2));
        Assert.Equal(StatusCode.NotFound, await RefusedAsync(Call, chief, part: -1));

        // What was altered there is not played as what was said.
        var path = Assert.Single(Directory.GetFiles(Recordings, "*.rnrec", SearchOption.AllDirectories));
        var octets = await File.ReadAllBytesAsync(path);
        octets[octets.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, octets);
        Assert.Equal(StatusCode.DataLoss, await RefusedAsync(Call, chief));

        await Nodes.StopAsync(TierNodes.Commune);
        await TierNodes.UntilAsync(async () => (await Client.HistoryAsync(new ConsoleHistoryRequest(), chief)).Calls.Single(call => call.Id == Call).Away, "it is away");
        Assert.Equal(StatusCode.Unavailable, await RefusedAsync(Call, chief));
    }

    private async Task<Metadata> AsAsync(string name) =>
        new() { { "authorization", $"Bearer {(await Client.SignInAsync(new SignInRequest { Name = name, Password = Password })).Token}" } };

    private async Task<StatusCode> RefusedAsync(string call, Metadata who, int part = 1) =>
        (await Assert.ThrowsAsync<RpcException>(() => ReplayAsync(call, who, part))).StatusCode;

    private async Task<byte[]> ReplayAsync(string call, Metadata who, int part = 1)
    {
        using var replay = Client.Replay(new ReplayRequest { Call = call, Part = part }, who);
        using var wav = new MemoryStream();
        await foreach (var some in replay.ResponseStream.ReadAllAsync())
        {
            some.Octets.WriteTo(wav);
        }

        return wav.ToArray();
    }

    /// <summary>A recording that the commune's node finds when it starts, as if it had died: it closes it and puts it into its chain.</summary>
    private void LeaveOpen()
    {
        var room = new byte[RecordingFormat.LongestRecord];
        using var file = new MemoryStream();
        file.Write(RecordingFormat.Magic);
        file.Write(room.AsSpan(0, new RecordingHeader(DateTimeOffset.UtcNow, 1001, 1, VocoderNames.Codec2At2400, TierNodes.Commune, Call).Write(room)));
        file.Write(room.AsSpan(0, new RecordingSpurt(1, 0, 1, new RadioId(4520001), Timeslot.One, $"{Call}.s1", "hill", "").Write(room)));
        for (var i = 0; i < Bursts; i++)
        {
            var frame = new RecordingFrame { Spurt = 1, At = 60_000L * i, Sequence = (byte)i, Burst = i % 6 == 0 ? DmrdBurst.VoiceA : (DmrdBurst)(i % 6), Payload = new byte[33] };
            file.Write(room.AsSpan(0, frame.Write(room)));
        }

        file.Write(room.AsSpan(0, new RecordingEnd(60_000L * (Bursts - 1), Bursts, 0, 0, RecordingEndReason.Over).Write(room)));
        Directory.CreateDirectory(Path.Combine(Recordings, "open"));
        File.WriteAllBytes(Path.Combine(Recordings, "open", RecordingFolder.NameOf(Call, 1)), file.ToArray());
    }
}
