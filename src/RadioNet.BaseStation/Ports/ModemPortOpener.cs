using RadioNet.Voice.Transport;

namespace RadioNet.BaseStation.Ports;

/// <summary>Opens modem ports.</summary>
/// <param name="tree">Where the system shows its devices; the running system's by default.</param>
public sealed class ModemPortOpener(SystemTree? tree = null)
{
    private readonly SystemTree _tree = tree ?? new SystemTree();

    /// <summary>Opens the port at an address, or says why it can't be.</summary>
    /// <param name="address">Where the modem is.</param>
    /// <param name="cancel">Ends the wait for a host that doesn't answer.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PortOpening Open(ModemPortAddress address, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        cancel.ThrowIfCancellationRequested();
        return address switch
        {
            SerialPortAddress serial => OpenSerial(serial.Path, serial.Baud, serial.Driver),
            UsbPortAddress usb => OpenUsb(usb),
            PtyPortAddress pty => OpenSerial(pty.Path, null, SerialDriver.Poll),
            UdpPortAddress udp => UdpPort.Open(udp, cancel),
            TcpPortAddress tcp => TcpPort.Open(tcp, isPolled: OperatingSystem.IsLinux(), cancel),
            _ => throw new ArgumentException($"There is no port for {address}.", nameof(address)),
        };
    }

    private PortOpening OpenUsb(UsbPortAddress usb)
    {
        if (!OperatingSystem.IsLinux()) return PortFaults.UsbUnsupported();
        var (path, fault) = new ModemPortScanner(_tree).Find(usb.SerialNumber);
        return path is null ? fault! : OpenSerial(path, usb.Baud, usb.Driver);
    }

    private PortOpening OpenSerial(string path, int? baud, SerialDriver driver)
    {
        if (driver != SerialDriver.SystemIoPorts && OperatingSystem.IsLinux() && Terminal.IsSupported)
        {
            return LinuxTerminalPort.Open(path, baud, _tree);
        }

        return baud is { } speed && driver != SerialDriver.Poll ? LibrarySerialPort.Open(path, speed) : PortFaults.DriverMissing(path);
    }
}
