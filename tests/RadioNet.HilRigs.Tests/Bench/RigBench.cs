using System.Diagnostics;
using RadioNet.BaseStation.Carriers;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.HilRigs.Tests.Driving;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems;

namespace RadioNet.HilRigs.Tests.Bench;

/// <summary>A rig that is set up: its modems, real or made for the run, the limits in force, and its clock.</summary>
internal sealed class RigBench : IDisposable
{
    private static readonly TimeSpan _commandLimit = TimeSpan.FromSeconds(30);

    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly ModemPortOpener _opener = new();
    private readonly Func<BenchModem, IModemPort, IModemPort>? _way;
    private readonly List<VirtualModem> _made = [];
    private readonly VirtualModem? _virtual;

    /// <param name="rig">The rig.</param>
    /// <param name="way">What lies between a modem's port and its guard; null: nothing.</param>
    public RigBench(Rig rig, Func<BenchModem, IModemPort, IModemPort>? way = null)
    {
        (Rig, _way) = (rig, way);
        var trouble = new LineTrouble(sparesOrders: !rig.IsVirtual);
        var second = rig.Attachment(AttachmentKind.SecondModem)?.Modem;
        var air = new LiveAir();
        _virtual = rig.IsVirtual ? Make(rig.Modem, air, "modem") : null;
        Modem = new(AddressOf(rig.Modem, _virtual), new TransmitGuard(rig.Limits), trouble);
        if (second is not null)
        {
            var other = second.Virtual is null ? null : Make(second, air, "second modem");
            Second = new(AddressOf(second, other), new TransmitGuard(rig.Limits), new LineTrouble(sparesOrders: true));
        }

        if (_virtual is not null && rig.Attachment(AttachmentKind.LoopbackAttenuator) is not null)
            LoopbackPath.Attach(air, (uint)rig.Radio.Receive.Value, (uint)rig.Radio.Transmit.Value);
    }

    public Rig Rig { get; }

    /// <summary>The modem under test.</summary>
    public BenchModem Modem { get; }

    /// <summary>The modem that transmits to it; null when there is none.</summary>
    public BenchModem? Second { get; }

    /// <summary>The virtual modem under test; null when it is real.</summary>
    public VirtualModem? Virtual => _virtual;

    /// <summary>What the modem under test said last that it is; null before it answered.</summary>
    public VersionReply? Seen { get; set; }

    /// <summary>Time since the bench was set up.</summary>
    public TimeSpan Now => TimeProvider.System.GetElapsedTime(_began);

    /// <summary>Begins to keep a modem of the bench.</summary>
    public RigModem Open(BenchModem modem, ModemSetup setup, ModemSessionOptions? options = null) =>
        new(cancel => OpenPort(modem, cancel), setup, options, CarrierOptionsOf(modem).Reopening, () => Now);

    /// <summary>Makes a carrier of the modem under test: it repeats calls as a base station does.</summary>
    public CarrierHost OpenCarrier(RepeaterSettings settings, ICarrierUser user) => new(
        CarrierOptionsOf(Modem),
        new CarrierSetup(Setup(), settings),
        (in AccessRequest _) => Reason.None,
        user,
        null,
        cancel => OpenPort(Modem, cancel));

    /// <summary>What the rig's modem is to be.</summary>
    public ModemSetup Setup(bool isMaintained = false)
    {
        var radio = Rig.Radio;
        var level = LevelOf(radio.TransmitLevel);
        return new()
        {
            Frequency = new((uint)radio.Receive.Value, (uint)radio.Transmit.Value) { Power = LevelOf(radio.Power) },
            Maintenance = isMaintained,
            Configuration = new()
            {
                Duplex = radio.Duplex,
                ColorCode = radio.ColorCode,
                ReceiveInverted = radio.ReceiveInverted,
                TransmitInverted = radio.TransmitInverted,
                TransmitDelayMilliseconds = (int)radio.TransmitDelay.TotalMilliseconds,
                DmrDelaySamples = (byte)radio.DmrDelay,
                ReceiveLevel = LevelOf(radio.ReceiveLevel),
                DmrLevel = level,
                CwLevel = level,
            },
        };
    }

    /// <summary>Whether the modem's port is there to be opened.</summary>
    public bool IsPluggedIn() => Modem.Address switch
    {
        SerialPortAddress serial => File.Exists(serial.Path),
        UsbPortAddress usb => new ModemPortScanner().Find(usb.SerialNumber).Path is not null,
        _ => true,
    };

    /// <summary>Unplugs the modem, or has it unplugged.</summary>
    public async Task UnplugAsync(CancellationToken cancel)
    {
        var replug = Rig.Replug!;
        if (replug.How == ReplugWay.Virtual) _virtual!.Vanish();
        else if (replug.Off is { } command) await RunAsync(command, cancel);
        else Operator.Ask(new("Hãy rút modem ra.", "Unplug the modem now."));
    }

    /// <summary>Plugs it in again, or has it plugged in.</summary>
    public async Task PlugInAsync(CancellationToken cancel)
    {
        var replug = Rig.Replug!;
        if (replug.How == ReplugWay.Virtual) _virtual!.ComeBack((Modem.Address as PtyPortAddress)?.Path);
        else if (replug.On is { } command) await RunAsync(command, cancel);
        else Operator.Ask(new("Hãy cắm modem lại.", "Plug the modem in again now."));
    }

    public void Dispose()
    {
        foreach (var modem in _made) modem.Dispose();
    }

    private static CarrierOptions CarrierOptionsOf(BenchModem modem) => new() { Id = "rig", Modem = modem.Address };

    private static ModemLevel LevelOf(Percent percent) => ModemLevel.FromPercent((double)percent.Value);

    private static ModemPortAddress AddressOf(ModemPlace place, VirtualModem? made) => made is null ? place.Port! : VirtualModems.AddressOf(made);

    private static async Task RunAsync(string command, CancellationToken cancel)
    {
        string[] shell = OperatingSystem.IsWindows() ? ["cmd.exe", "/c"] : ["/bin/sh", "-c"];
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(_commandLimit);
        using var process = Process.Start(new ProcessStartInfo(shell[0], [shell[1], command]))!;
        await process.WaitForExitAsync(limited.Token);
        if (process.ExitCode != 0) throw new InvalidOperationException($"The rig's command ended with {process.ExitCode}: {command}");
    }

    private VirtualModem Make(ModemPlace place, LiveAir air, string name)
    {
        var modem = VirtualModems.Make(place, Rig.Radio, air, name);
        _made.Add(modem);
        return modem;
    }

    private PortOpening OpenPort(BenchModem modem, CancellationToken cancel)
    {
        var opening = _opener.Open(modem.Address, cancel);
        if (!opening.IsOpen) return opening;
        var port = _way is null ? opening.Port : _way(modem, opening.Port);
        return new(new RigPort(port, modem.Guard, modem.Trouble, () => Now), null);
    }
}
