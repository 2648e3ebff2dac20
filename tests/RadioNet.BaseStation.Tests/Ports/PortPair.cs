using System.Runtime.Versioning;
using RadioNet.BaseStation.Ports;
using RadioNet.Simulator.Modems;

namespace RadioNet.BaseStation.Tests.Ports;

/// <summary>A modem's end and the port on it, joined by a real pseudo-terminal.</summary>
[SupportedOSPlatform("linux")]
internal sealed class PortPair : IDisposable
{
    private PortPair(PseudoTerminal modem, IModemPort port)
    {
        Modem = modem;
        Port = port;
    }

    public PseudoTerminal Modem { get; }

    public IModemPort Port { get; }

    /// <summary>A modem's end alone.</summary>
    public static PseudoTerminal Terminal(string? link = null)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
        return PseudoTerminal.Open(link);
    }

    public static PortPair Open(SerialDriver driver = SerialDriver.Automatic)
    {
        var modem = Terminal();
        ModemPortAddress address = driver == SerialDriver.Automatic ? new PtyPortAddress(modem.Path) : new SerialPortAddress(modem.Path, ModemSpeed.Default, driver);
        var opening = new ModemPortOpener().Open(address);
        Assert.Null(opening.Fault);
        return new PortPair(modem, opening.Port!);
    }

    public void Dispose()
    {
        Port.Dispose();
        Modem.Dispose();
    }
}
