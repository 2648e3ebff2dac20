using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Modems;

/// <summary>Virtual modems at pseudo-terminals on one simplex channel, for the real command.</summary>
internal sealed class ModemBench : IDisposable
{
    public ModemBench()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
        Air = new LiveAir(new VirtualAir(new AirOptions { LevelDbm = -80 }));
        Receiver = VirtualModem.AtTerminal(options: new VirtualModemOptions { Name = "receiver", Air = Air, Channel = ChannelFrequencies.Simplex });
        Transmitter = VirtualModem.AtTerminal(options: new VirtualModemOptions { Name = "transmitter", Air = Air, Channel = ChannelFrequencies.Simplex });
    }

    public LiveAir Air { get; }

    public VirtualModem Receiver { get; }

    public VirtualModem Transmitter { get; }

    public static Task<CommandResult> RunAsync(params IEnumerable<string> words) => RadioNetCommand.RunAsync(["modem", .. words]);

    public void Dispose()
    {
        Receiver.Dispose();
        Transmitter.Dispose();
    }
}
