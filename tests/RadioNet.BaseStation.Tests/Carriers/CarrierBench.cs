using System.Diagnostics;
using System.Runtime.Versioning;
using RadioNet.BaseStation.Carriers;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Modems;

namespace RadioNet.BaseStation.Tests.Carriers;

/// <summary>A carrier in real time on a real pseudo-terminal.</summary>
[SupportedOSPlatform("linux")]
internal sealed class CarrierBench : IDisposable
{
    public CarrierBench(string path, CarrierSetup? setup = null)
    {
        Carrier = new CarrierHost(
            new CarrierOptions { Id = "c1", Modem = new PtyPortAddress(path) }, setup ?? Setup, (in AccessRequest _) => Reason.None, Ears);
        Carrier.Start();
    }

    public static CarrierSetup Setup { get; } = new(
        new ModemSetup
        {
            Frequency = new SetFrequency(435_000_000, 435_000_000),
            Configuration = new ModemConfiguration { DmrLevel = ModemLevel.FromPercent(50) },
        },
        new RepeaterSettings());

    public static CarrierSetup Simplex { get; } = Setup with
    {
        Modem = Setup.Modem with { Configuration = Setup.Modem.Configuration with { Duplex = false } },
        Repeater = Setup.Repeater with { Duplex = false },
    };

    public CarrierEars Ears { get; } = new();

    public CarrierHost Carrier { get; }

    /// <summary>The path of a modem that is at a terminal.</summary>
    public static string PathOf(VirtualModem modem) => modem.Address["pty:".Length..];

    public static void NeedsLinux()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
    }

    /// <summary>Seconds between two stamps.</summary>
    public static double Seconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalSeconds;

    public void Dispose() => Carrier.Dispose();
}
