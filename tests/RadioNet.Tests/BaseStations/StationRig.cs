using System.Text.Json;
using RadioNet.Protocols;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.BaseStations;

/// <summary>
/// A node and base stations as processes, each with a virtual modem on a pseudo-terminal and an air of its own, on which handsets
/// talk and listen.
/// </summary>
internal sealed class StationRig : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IAsyncDisposable> _processes = [];
    private readonly List<VirtualModem> _modems = [];
    private readonly List<StationProcess> _stations = [];

    private StationRig(NodeProcess node) => Node = node;

    public NodeProcess Node { get; private set; }

    public IReadOnlyList<VirtualModem> Modems => _modems;

    public IReadOnlyList<StationProcess> Stations => _stations;

    /// <summary>The node's links address.</summary>
    public string Links => Node.Ready.GetProperty("links").GetString()!;

    /// <summary>Starts a node with a plan of so many sites, and all their base stations.</summary>
    public static async Task<StationRig> StartAsync(int sites, string station = "")
    {
        var rig = new StationRig(null!);
        try
        {
            string plan = rig._folder.Write("plan.yaml", StationPlan.Of(sites, station));
            rig.Node = await NodeProcess.StartAsync(rig.Folder("node"), "--plan", plan);
            rig._processes.Add(rig.Node);
            for (int k = 1; k <= sites; k++) await rig.AddStationAsync(k, [rig.Links]);
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>A folder of the rig's.</summary>
    public string Folder(string name) => Path.Combine(_folder.Path, name);

    /// <summary>Writes a plan's file.</summary>
    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Enrolls and starts a site's base station.</summary>
    public async Task<StationProcess> AddStationAsync(int site, IEnumerable<string> nodes)
    {
        var made = await Node.RunAsync("site", "token", $"s{site}", "--json");
        Assert.Equal(0, made.ExitCode);
        string token = JsonDocument.Parse(made.Output).RootElement.GetProperty("token").GetString()!;
        var modem = VirtualModem.AtTerminal(options: new VirtualModemOptions { Name = $"modem s{site}" });
        _modems.Add(modem);
        var station = await StationProcess.StartAsync($"s{site}", Folder($"s{site}"), modem.Address, nodes, token);
        _stations.Add(station);
        _processes.Add(station);
        return station;
    }

    /// <summary>A handset of a site, programmed for the talkgroup of timeslot 1, or that of 2.</summary>
    public LiveHandset Handset(int site, Timeslot slot = Timeslot.One) => LiveHandset.Join(_modems[site - 1].Air, new HandsetOptions
    {
        Id = new RadioId(StationPlan.Radio(site)),
        ColorCode = new ColorCode((byte)site),
        Slot = slot,
        Groups = [new TalkgroupId(slot == Timeslot.One ? StationPlan.Main : StationPlan.Second)],
    });

    /// <summary>Speech of a length, whose vocoder frames all differ.</summary>
    public static ulong[] Speech(TimeSpan length, int seed)
    {
        var random = new Random(seed);
        ulong[] frames = VirtualRadio.SilenceFor(length);
        for (int i = 0; i < frames.Length; i++) frames[i] = (ulong)random.NextInt64(1L << 49);
        return frames;
    }

    /// <summary>What all controllers and the node said, for a failure's message.</summary>
    public string Logs() => string.Join('\n', [.. Node.Log.TakeLast(20), .. _stations.SelectMany(s => s.Log.TakeLast(20))]);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes)) await process.DisposeAsync();
        foreach (var modem in _modems) modem.Dispose();
        _folder.Dispose();
    }
}
