using System.Diagnostics.CodeAnalysis;
using System.Net;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Api;
using RadioNet.Core.Consoles;
using RadioNet.Core.Hosting;
using RadioNet.Plan;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;
using RadioNet.Simulator.Repeaters;
using RadioNet.Simulator.Speech;
using RadioNet.Tests.EndToEnd.Rig;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Talking;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Tests.Consoles;

/// <summary>A node with two virtual repeaters and users whose token is their name; everything else is real: sockets, router, rules, vocoder.</summary>
internal sealed class ConsoleRig : IAsyncDisposable
{
    /// <summary>A talkgroup of which speech can be coded here; one of which it cannot; one with a time limit of 1 s.</summary>
    public const uint Main = 1001, Ambe = 1002, Short = 1003;

    /// <summary>A radio of the plan.</summary>
    public const uint Radio = 4_520_001;

    private const string Text = """
        network: consoles
        tiers: [ { level: 1, name: Province } ]
        places: [ { id: province, tier: 1 } ]
        nodes: [ { id: core, at: province } ]
        sites:
          - { id: hill, at: province, repeaters: [ { id: 452001, secret: s, color-code: 1 } ] }
          - { id: roof, at: province, repeaters: [ { id: 452002, secret: s, color-code: 7 } ] }
        talkgroups:
          - { id: 1001, name: { vi: Chỉ huy, en: Command }, home: province, vocoder: codec2-2400, hang-time: 300ms, record: true }
          - { id: 1002, name: Closed, home: province, hang-time: 300ms }
          - { id: 1003, name: Short, home: province, vocoder: codec2-2400, time-limit: 1s, hang-time: 300ms }
        subscribers:
          - { id: 4520001, alias: PCCC 01, talkgroups: [ 1001, 1002, 1003 ], priority: 3 }
          - { id: 4520002, alias: PCCC 02, talkgroups: [ 1001, 1002, 1003 ], priority: 3 }
        users:
          - { name: chief, role: dispatcher, place: province, password-hash: disabled, priority: 9, pre-empt: true, id: 900 }
          - { name: clerk, role: dispatcher, place: province, password-hash: disabled }
          - { name: guest, role: listener, place: province, password-hash: disabled }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<VirtualRepeater> _repeaters = [];
    private readonly List<ConsoleClient> _clients = [];
    private NodeHost _node = null!;

    /// <summary>Codec 2 as the plan's talkgroups have it.</summary>
    public static IVocoder Vocoder { get; } = new VocoderCatalogue(new VocoderSources()).Find(VocoderNames.Codec2At2400)!;

    public GrpcChannel Channel { get; private set; } = null!;

    public NodeHost Node => _node;

    public TestUsers Users { get; } = new(PlanReader.Read(Text).Plan!);

    public static async Task<ConsoleRig> StartAsync()
    {
        Assert.SkipUnless(Vocoder.Availability.CanEncode, "The Debian package codec2 is missing.");
        var rig = new ConsoleRig();
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        rig._node = await NodeHost.StartAsync(
            new NodeOptions
            {
                DataFolder = Path.Combine(rig._folder.Path, "core"),
                PlanFile = rig._folder.Write("plan.yaml", Text),
                Web = any,
                Grpc = any,
                Links = any,
                Homebrew = any,
                Voice = any,
            },
            services => services.AddSingleton<IConsoleUsers>(rig.Users));
        rig.Channel = GrpcChannel.ForAddress($"http://{rig._node.Addresses.Grpc}");
        return rig;
    }

    /// <summary>A repeater of the plan, logged in.</summary>
    public async Task<VirtualRepeater> LogInAsync(uint id)
    {
        var repeater = new VirtualRepeater(new VirtualRepeaterOptions { Master = _node.Addresses.Homebrew!, Repeater = new RepeaterId(id), Secret = "s" });
        _repeaters.Add(repeater);
        repeater.Start();
        await repeater.WaitForAsync(LoginState.Running).WaitAsync(TimeSpan.FromSeconds(10));
        return repeater;
    }

    /// <summary>A browser's console, welcomed.</summary>
    public async Task<ConsoleClient> ConnectAsync(string user, params uint[] talkgroups)
    {
        var client = await ConsoleClient.ConnectAsync(_node.Addresses.Web!);
        _clients.Add(client);
        await client.SayAsync($$"""{"type":"hello","token":"{{user}}"}""");
        await client.TextAsync("welcome");
        if (talkgroups.Length > 0)
        {
            await client.ListenAsync(talkgroups);
        }

        return client;
    }

    /// <summary>What a radio says: the phrase, or its beginning.</summary>
    public static Transmission Speak(Phrase phrase, uint talkgroup = Main, uint radio = Radio, int superframes = 5)
    {
        var frames = SpokenPhrases.Frames(phrase).AsSpan();
        return new VirtualRadio(new RadioId(radio), new ColorCode(1)).CallGroup(new TalkgroupId(talkgroup), frames[..Math.Min(frames.Length, superframes * 18)]);
    }

    /// <summary>The same as speech, without a network between.</summary>
    public static short[] Decode(Transmission said) => Decode(said.Bursts.Where(burst => burst.Kind.IsVoiceBurst()).Select(burst => burst.Payload.ToArray()));

    /// <summary>Speech of voice bursts.</summary>
    public static short[] Decode(IEnumerable<byte[]> bursts)
    {
        Assert.True(Vocoder.TryOpenDecoder(out var decoder, out _));
        using (decoder)
        {
            var all = new List<short>();
            var speech = new short[SpeechFrame.Samples];
            var frame = new byte[9];
            foreach (var burst in bursts)
            {
                for (var i = 0; i < VoiceBurst.Frames; i++)
                {
                    VoiceBurst.ReadFrame(burst, i, frame);
                    Assert.True(decoder.Offer(frame) && decoder.TryTake(speech, out _));
                    all.AddRange(speech);
                }
            }

            return [.. all];
        }
    }

    /// <summary>The same as a console plays it, level control included.</summary>
    public static short[] Play(IEnumerable<(DmrdBurst Kind, byte[] Payload)> bursts)
    {
        var sink = new KeptSpeech();
        Assert.True(CallPlayer.TryOpen(Vocoder, 1, sink, out var player, out _));
        using (player)
        {
            byte sequence = 0;
            foreach (var (kind, payload) in bursts)
            {
                var at = TimeSpan.FromMilliseconds(60 * sequence);
                player.Take(new SpokenBurst { Spurt = 1, Burst = kind, Sequence = sequence++, Arrived = at, Payload = payload }, at);
            }
        }

        return [.. sink.All];
    }

    /// <summary>The bursts that a talk of these pieces has to be, with nothing between.</summary>
    public static List<(DmrdBurst Kind, byte[] Payload)> Encode(short[] speech, uint talkgroup, RadioId radio)
    {
        var sink = new KeptBursts();
        Assert.True(TalkEncoder.TryOpen(Vocoder, sink, out var encoder, out _));
        using (encoder)
        {
            encoder.Begin(new TalkSpurt(LinkControl.GroupVoice(new TalkgroupId(talkgroup), radio), new ColorCode(1)));
            foreach (var piece in speech.Chunk(SpeechFrame.Samples))
            {
                encoder.Take(piece);
            }

            encoder.End();
        }

        return sink.All;
    }

    public async Task<long> CounterAsync(string name) =>
        (await new StatusService.StatusServiceClient(Channel).GetAsync(new GetStatusRequest())).Counters[name];

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        foreach (var repeater in _repeaters)
        {
            await repeater.DisposeAsync();
        }

        Channel?.Dispose();
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        _folder.Dispose();
    }

    private sealed class KeptSpeech : ISpeechSink
    {
        public List<short> All { get; } = [];

        public void Take(in SpeechPiece piece, ReadOnlySpan<short> samples)
        {
            if (!piece.IsLast) All.AddRange(samples);
        }
    }

    private sealed class KeptBursts : IBurstSink
    {
        public List<(DmrdBurst Kind, byte[] Payload)> All { get; } = [];

        public void Take(DmrdBurst burst, byte sequence, ReadOnlySpan<byte> payload) => All.Add((burst, payload.ToArray()));
    }
}

/// <summary>Users whose token is their name, as long as they are not put out.</summary>
internal sealed class TestUsers(Plan.Model.NetworkPlan plan) : IConsoleUsers
{
    private readonly PlanIndex _plan = new(plan, 1);
    private volatile string _out = "";

    public void PutOut(string user) => _out = user;

    public ConsoleUser this[string name] => new(_plan.Plan.Users.Single(user => user.Name == name), _plan);

    public bool TryUse(string token, [NotNullWhen(true)] out ConsoleUser? user)
    {
        user = token != _out && _plan.Plan.Users.FirstOrDefault(known => known.Name == token) is { } found ? new ConsoleUser(found, _plan) : null;
        return user is not null;
    }
}
