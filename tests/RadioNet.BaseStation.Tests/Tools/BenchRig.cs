using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Tools;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems;
using RadioNet.Simulator.Modems.Firmware;

namespace RadioNet.BaseStation.Tests.Tools;

/// <summary>Two virtual modems on one simplex channel: what the one transmits the other hears.</summary>
internal sealed class BenchRig : IAsyncDisposable
{
    private readonly List<ModemDesk> _desks = [];

    public BenchRig(double dbm = -80)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
        Air = new LiveAir(new VirtualAir(new AirOptions { LevelDbm = dbm }));
        Receiver = VirtualModem.AtTerminal(options: Options("receiver"));
        Transmitter = VirtualModem.AtTerminal(options: Options("transmitter"));
    }

    public LiveAir Air { get; }

    public VirtualModem Receiver { get; }

    public VirtualModem Transmitter { get; }

    public static async Task WaitAsync(Func<bool> isSo, string what)
    {
        for (int i = 0; i < 500; i++)
        {
            if (isSo()) return;
            await Task.Delay(10);
        }

        Assert.Fail($"Not in 5 s: {what}.");
    }

    public async Task<ModemDesk> DeskAsync(VirtualModem modem, TimeSpan? transmitLimit = null)
    {
        var access = await DirectModem.OpenAsync(ModemPortAddress.Parse(modem.Address));
        var desk = await ModemDesk.TakeAsync(access, CancellationToken.None, transmitLimit);
        _desks.Add(desk);
        return desk;
    }

    /// <summary>Lets the transmitter send the 1031 Hz pattern.</summary>
    public async Task<ModemDesk> SendPatternAsync()
    {
        var desk = await DeskAsync(Transmitter);
        await desk.SetUpAsync(BenchCarrier.Default.Setup, ModemState.DmrSimplexCalibration1k, CancellationToken.None);
        await desk.TransmitAsync(true, CancellationToken.None);
        return desk;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var desk in _desks) await desk.DisposeAsync();
        Receiver.Dispose();
        Transmitter.Dispose();
    }

    private VirtualModemOptions Options(string name) => new()
    {
        Name = name,
        Air = Air,
        Channel = ChannelFrequencies.Simplex,
        Firmware = FirmwareOptions.Mmdvm2026,
    };
}
