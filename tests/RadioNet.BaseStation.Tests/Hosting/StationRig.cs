using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using RadioNet.Api;
using RadioNet.BaseStation.Fallback;
using RadioNet.BaseStation.Hosting;
using RadioNet.BaseStation.Link;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Tests.Fallback;
using RadioNet.Plan;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Modems;

namespace RadioNet.BaseStation.Tests.Hosting;

/// <summary>A base station's controller with a real carrier, whose modem is a virtual one at a pseudo-terminal.</summary>
internal sealed class StationRig : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    public static readonly Uri Node = new("https://node.example:8443");

    public StationRig()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
        Modem = VirtualModem.AtTerminal();
        var options = new StationOptions
        {
            Site = "hill",
            BaseStation = "bs1",
            Nodes = [Node],
            DataFolder = _folder.Path,
            Modems = new Dictionary<string, ModemPortAddress> { ["c1"] = ModemPortAddress.Parse(Modem.Address) },
        };
        Controller = new StationController(
            options,
            (owner, id) => Carrier = new StationCarrier(id, options.Modems[id], owner, TimeProvider.System, NullLoggerFactory.Instance),
            LocalRecordLog.Open(_folder.Path),
            TimeProvider.System,
            NullLoggerFactory.Instance);
        Controller.Start(null, message =>
        {
            Sent.Enqueue(message);
            return true;
        });
    }

    public VirtualModem Modem { get; }

    public StationController Controller { get; }

    public StationCarrier Carrier { get; private set; } = null!;

    /// <summary>What went to the node.</summary>
    public ConcurrentQueue<FromBaseStation> Sent { get; } = new();

    public static HeldPlan Plan(int revision, string carrier = "c1")
    {
        string text =
            $$"""
            network: n
            tiers: [{ level: 1, name: T }]
            places: [{ id: p, tier: 1 }]
            nodes: [{ id: core, at: p }]
            sites: [{ id: hill, at: p, base-stations: [{ id: bs1, carriers: [{ id: {{carrier}}, receive: 416 MHz, transmit: 421 MHz }] }] }]
            """;
        return PlanStore.Read(revision, text, out _)!;
    }

    /// <summary>Obeys a plan with the carrier and waits until its modem serves.</summary>
    public async Task ServeAsync(int revision)
    {
        Assert.Empty(Controller.Obey(Plan(revision)));
        await Tools.BenchRig.WaitAsync(() => Modem.Statistics.State == ModemState.Dmr && Carrier.IsReady, "the modem serves");
    }

    public void Attach() => Controller.Attached(Node, IPAddress.Loopback, new Welcome { Node = "core" });

    public async ValueTask DisposeAsync()
    {
        await Controller.DisposeAsync();
        Modem.Dispose();
        _folder.Dispose();
    }
}
