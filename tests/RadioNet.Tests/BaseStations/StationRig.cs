using System.Text.Json;
using RadioNet.Api;
using RadioNet.Core.Tests;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.BaseStations;

/// <summary>
/// A node and base stations as processes, each carrier with a virtual modem on a pseudo-terminal and an air of its own, on which
/// handsets talk and listen.
/// </summary>
internal sealed class StationRig : IAsyncDisposable
{
    private static readonly TimeSpan _longestCall = TimeSpan.FromSeconds(15);

    private readonly TemporaryFolder _folder = new();
    private readonly List<IAsyncDisposable> _processes = [];
    private readonly Dictionary<(int Site, int Carrier), VirtualModem> _modems = [];
    private readonly Dictionary<int, StationProcess> _stations = [];
    private readonly List<LiveHandset> _handsets = [];
    private readonly string _plan;

    private StationRig(StationPlan plan) => (Plan, _plan) = (plan, _folder.Write("plan.yaml", plan.Text));

    public StationPlan Plan { get; }

    public NodeProcess Node { get; private set; } = null!;

    public IEnumerable<VirtualModem> Modems => _modems.Values;

    /// <summary>The node's links address.</summary>
    public string Links => LinksOf(Node);

    /// <summary>Starts a node with a plan, and all its base stations.</summary>
    public static Task<StationRig> StartAsync(int sites) => StartAsync(new StationPlan { Sites = sites });

    /// <inheritdoc cref="StartAsync(int)"/>
    public static async Task<StationRig> StartAsync(StationPlan plan, bool withStations = true)
    {
        var rig = new StationRig(plan);
        try
        {
            await rig.StartNodeAsync();
            if (withStations) await Task.WhenAll(Enumerable.Range(1, plan.Sites).Select(site => rig.AddStationAsync(site)));
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>A node's links address.</summary>
    public static string LinksOf(NodeProcess node) => node.Ready.GetProperty("links").GetString()!;

    /// <summary>Speech of a length, whose vocoder frames all differ.</summary>
    public static ulong[] Speech(TimeSpan length, int seed)
    {
        var random = new Random(seed);
        ulong[] frames = VirtualRadio.SilenceFor(length);
        for (int i = 0; i < frames.Length; i++) frames[i] = (ulong)random.NextInt64(1L << 49);
        return frames;
    }

    /// <summary>Starts the node, for the first time or where it was.</summary>
    public async Task StartNodeAsync()
    {
        string links = Node is null ? $"{LastingPort.Next()}" : new Uri(Links).Authority;
        Node = await NodeProcess.StartAsync(Folder("node"), "--plan", _plan, "--links", links);
        _processes.Add(Node);
    }

    /// <summary>Starts another node.</summary>
    public async Task<NodeProcess> AddNodeAsync(string id, params string[] more)
    {
        var node = await NodeProcess.StartAsync(Folder(id), ["--plan", _plan, "--node", id, .. more]);
        _processes.Add(node);
        return node;
    }

    /// <summary>A folder of the rig's.</summary>
    public string Folder(string name) => Path.Combine(_folder.Path, name);

    /// <summary>Writes a plan's file.</summary>
    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Applies another plan at the node.</summary>
    public async Task ApplyAsync(StationPlan plan) => (await Node.RunAsync("apply", Write("other.yaml", plan.Text))).Succeeded();

    /// <summary>Makes a token, of <c>site</c> or <c>node</c>.</summary>
    public async Task<string> TokenAsync(string kind, string id) =>
        (await Node.RunAsync(kind, "token", id, "--json")).Succeeded().Json[0].GetProperty("token").GetString()!;

    /// <summary>Enrolls and starts a site's base station, and waits until it is ready.</summary>
    public async Task<StationProcess> AddStationAsync(int site, params string[] nodes)
    {
        string token = await TokenAsync("site", $"s{site}");
        for (int carrier = 1; carrier <= Plan.Carriers; carrier++)
        {
            string link = Folder($"modem-s{site}-c{carrier}");
            var modem = Plan.Modem(site, link, new VirtualModemOptions { Name = $"modem s{site} c{carrier}" });
            lock (_modems) _modems.Add((site, carrier), modem);
        }

        var station = Start(site, nodes, token);
        await station.ReadyAsync();
        return station;
    }

    /// <summary>Starts a site's base station again, and does not wait for it.</summary>
    public StationProcess Start(int site, string[] nodes, string? token = null)
    {
        var modems = Enumerable.Range(1, Plan.Carriers).ToDictionary(carrier => $"c{carrier}", carrier => Modem(site, carrier).Address);
        var station = new StationProcess($"s{site}", Folder($"s{site}"), modems, nodes.Length > 0 ? nodes : [Links], token);
        lock (_modems)
        {
            _stations[site] = station;
            _processes.Add(station);
        }

        return station;
    }

    /// <summary>The modem of a site's carrier.</summary>
    public VirtualModem Modem(int site, int carrier = 1)
    {
        lock (_modems) return _modems[(site, carrier)];
    }

    /// <summary>A site's base station.</summary>
    public StationProcess Station(int site) => _stations[site];

    /// <summary>A handset at a site, programmed for the talkgroup of timeslot 1, or that of 2.</summary>
    public LiveHandset Handset(int site, Timeslot slot = Timeslot.One, uint? id = null, int carrier = 1, Func<HandsetOptions, HandsetOptions>? with = null)
    {
        var options = new HandsetOptions
        {
            Id = new RadioId(id ?? StationPlan.Radio(site)),
            ColorCode = new ColorCode((byte)site),
            Slot = slot,
            Groups = [new TalkgroupId(slot == Timeslot.One ? StationPlan.Main : StationPlan.Second)],
        };
        var handset = LiveHandset.Join(Modem(site, carrier).Air, with is null ? options : with(options));
        _handsets.Add(handset);
        return handset;
    }

    /// <summary>Switches all handsets off and waits until no call is left.</summary>
    public async Task ClearAsync()
    {
        foreach (var handset in _handsets) handset.Leave();
        _handsets.Clear();
        await QuietAsync();
    }

    /// <summary>Waits until no call is left, nor its hang time, and all timeslots are idle.</summary>
    public Task QuietAsync() => Wait.UntilAsync(
        async () => (await RunningAsync()).Calls.Count == 0 && (await Node.Sites.ListAsync(new ListSitesRequest())).Sites
            .All(site => site.Carriers.All(carrier => carrier.Slots.All(slot => slot.Activity == SlotActivity.Idle))),
        async () => $"Calls run on: {await RunningAsync()}. {await Node.Sites.ListAsync(new ListSitesRequest())}");

    /// <summary>Waits until the node carries a call's voice.</summary>
    public async Task RunsAsync(Transmission call)
    {
        await Node.CallAsync(
            "it runs", new ListCallsRequest { Radio = call.Source.Value, States = { CallState.Running } }, c => c.Spurts.Any(spurt => spurt.Source == call.Source.Value));
        long before = await Node.CounterAsync("router.bursts-forwarded");
        await Wait.UntilAsync(
            async () => await Node.CounterAsync("router.bursts-forwarded") >= before + 6,
            () => Task.FromResult($"The node forwards nothing. {Logs()}"));
    }

    /// <summary>How a node sees a site's base station; one that is not there at all to a node that shows nothing of the site.</summary>
    public async Task<Api.BaseStation> SeenAsync(int site, NodeProcess? at = null) =>
        (await (at ?? Node).Sites.ListAsync(new ListSitesRequest())).Sites.SingleOrDefault(s => s.Id == $"s{site}")?.BaseStations.Single() ?? new Api.BaseStation();

    /// <summary>Waits until a node sees a site's base station so.</summary>
    public Task SeesAsync(int site, string what, Func<Api.BaseStation, bool> isSo, TimeSpan? bound = null, NodeProcess? at = null) => Wait.UntilAsync(
        async () => isSo(await SeenAsync(site, at)),
        async () => $"The node does not see site {site} so: {what}. It sees {await SeenAsync(site, at)}. {Logs()}",
        bound);

    /// <summary>Waits until an alarm is raised, or cleared.</summary>
    public Task AlarmAsync(string kind, string subject, bool isRaised, TimeSpan? bound = null) => Wait.UntilAsync(
        async () => (await OpenAlarmsAsync()).Any(alarm => alarm.Kind == kind && alarm.Subject == subject) == isRaised,
        async () => $"The alarm {kind} of {subject} is {(isRaised ? "not raised" : "not cleared")}; open: {string.Join("; ", await OpenAlarmsAsync())}. {Logs()}",
        bound);

    /// <summary>
    /// Presses a handset's key, for a call that others must hear whole; false when this machine was too busy for bursts to come in time: then
    /// nothing of it is judged, and nothing of it is left.
    /// </summary>
    public async Task<bool> IsHeardWholeAsync(LiveHandset talker, Transmission call, params LiveHandset[] listeners)
    {
        await using Pace pace = new();
        var sent = await talker.PressAsync(call).WaitAsync(_longestCall);
        var heard = await Task.WhenAll(listeners.Select(listener => TryReadAsync(listener)));
        if (pace.IsBusy)
        {
            await QuietAsync();
            foreach (var listener in listeners)
            {
                while (listener.Calls.TryRead(out _))
                {
                    // What it heard of it besides.
                }
            }

            return false;
        }

        Assert.True(sent.State == HandsetTransmissionState.Sent, $"{sent.State}. {Logs()}");
        Assert.All(heard, one => AssertIsWhole(one ?? throw new InvalidOperationException($"It heard nothing. {Logs()}"), call));
        return true;
    }

    /// <summary>Waits for the next call that a handset hears, which must be this one from its header to its terminator, to the bit.</summary>
    public async Task<HeardCall> HearsWholeAsync(LiveHandset listener, Transmission call)
    {
        var heard = await ReadAsync(listener);
        AssertIsWhole(heard, call);
        return heard;
    }

    private void AssertIsWhole(HeardCall heard, Transmission call)
    {
        string[] bursts = [.. VoiceOf(heard)];
        string[] sent = [.. VoiceOf(call)];
        int[] other = [.. Enumerable.Range(0, Math.Min(sent.Length, bursts.Length)).Where(i => sent[i] != bursts[i])];
        Assert.True(
            heard.IsWhole && bursts.Length == sent.Length && other.Length == 0,
            $"{heard.Entry}, terminator {heard.HasTerminator}, gaps {heard.Gaps}, out of step {heard.OutOfStep}, {bursts.Length} of {sent.Length} bursts, of which other ones: {string.Join(' ', other)}. {Logs()}");
        Assert.Equal((call.Source, call.Target, call.VoiceDigest), (heard.Source, heard.Target, heard.VoiceDigest));
    }

    /// <summary>Waits for the next call that a handset hears.</summary>
    public async Task<HeardCall> ReadAsync(LiveHandset listener) =>
        await TryReadAsync(listener) ?? throw new InvalidOperationException($"It heard nothing. {Logs()}");

    /// <summary>Waits for the next call that a handset hears; null when none comes.</summary>
    public static async Task<HeardCall?> TryReadAsync(LiveHandset listener, TimeSpan? bound = null)
    {
        using var late = new CancellationTokenSource(bound ?? _longestCall);
        try
        {
            return await listener.Calls.ReadAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Presses a handset's key and waits until all was sent.</summary>
    public async Task SendAsync(LiveHandset talker, Transmission call)
    {
        var sent = await talker.PressAsync(call).WaitAsync(_longestCall);
        Assert.True(sent.State == HandsetTransmissionState.Sent, $"{sent.State}. {Logs()}");
    }

    /// <summary>The voice bits of a transmission's bursts, as <see cref="EndToEnd.Rig.HeardBurst.Voice"/> tells them.</summary>
    public static IEnumerable<string> VoiceOf(Transmission transmission) =>
        transmission.Bursts.Where(burst => burst.Kind.IsVoiceBurst()).Select(burst => VoiceOf(burst.Payload.Span));

    /// <inheritdoc cref="VoiceOf(Transmission)"/>
    public static IEnumerable<string> VoiceOf(HeardCall heard) =>
        heard.Bursts.Where(burst => burst.Kind.IsVoiceBurst()).Select(burst => VoiceOf(burst.Burst.Octets));

    /// <summary>What all controllers and the node said, for a failure's message.</summary>
    public string Logs() => string.Join('\n', [.. Node.Log.TakeLast(20), .. _stations.Values.SelectMany(s => s.Log.TakeLast(20))]);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes)) await process.DisposeAsync();
        foreach (var modem in _modems.Values) modem.Dispose();
        _folder.Dispose();
    }

    private async Task<ListCallsResponse> RunningAsync() => await Node.Calls.ListAsync(new ListCallsRequest { States = { CallState.Running } });

    private static string VoiceOf(ReadOnlySpan<byte> burst) => new EndToEnd.Rig.HeardBurst([.. new byte[20], .. burst], 0).Voice;

    private async Task<IEnumerable<Alarm>> OpenAlarmsAsync() => (await Node.Alarms.ListAsync(new ListAlarmsRequest())).Alarms.Where(alarm => alarm.State != AlarmState.Cleared);
}
