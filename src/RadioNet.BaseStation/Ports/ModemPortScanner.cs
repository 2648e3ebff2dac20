using System.IO.Ports;
using System.Runtime.Versioning;

namespace RadioNet.BaseStation.Ports;

/// <summary>Finds the serial ports of this machine, and those of a USB device by its serial number.</summary>
/// <param name="tree">Where the system shows its devices; the running system's by default.</param>
public sealed class ModemPortScanner(SystemTree? tree = null)
{
    private readonly SystemTree _tree = tree ?? new SystemTree();

    /// <summary>The serial ports that are there now, in the order of their names.</summary>
    public IReadOnlyList<ModemPortInfo> List() => OperatingSystem.IsLinux()
        ? [.. Describe(Devices())]
        : [.. SerialPort.GetPortNames().Order(StringComparer.Ordinal).Select(name => new ModemPortInfo(name, new SerialPortAddress(name)))];

    /// <summary>The present name of the port of a USB device, or why there is none.</summary>
    internal (string? Path, PortFault? Fault) Find(string serialNumber)
    {
        var devices = Devices().Where(device => device.Usb is not null).ToList();
        var found = devices.Where(device => device.Usb!.SerialNumber == serialNumber).OrderBy(device => device.Usb!.Interface).ToList();
        if (found.Count == 0)
        {
            return (null, PortFaults.NoSuchUsbDevice(serialNumber, devices.Select(device => $"{device.Path} ({device.Usb!.SerialNumber ?? "-"})")));
        }

        return found.DistinctBy(device => device.UsbFolder).Count() == 1
            ? (found[0].Path, null)
            : (null, PortFaults.TwoUsbDevices(serialNumber, found.Select(device => device.Path)));
    }

    [SupportedOSPlatform("linux")]
    private IEnumerable<ModemPortInfo> Describe(List<SerialDevice> devices)
    {
        var links = LastingNames();
        foreach (var device in devices)
        {
            var byId = links.GetValueOrDefault(device.Path);
            var serialNumber = device.Usb?.SerialNumber;
            var isUnique = serialNumber is not null && devices.Count(other => other.Usb?.SerialNumber == serialNumber) == 1;
            yield return new ModemPortInfo(device.Path, isUnique ? new UsbPortAddress(serialNumber!) : new SerialPortAddress(byId ?? device.Path))
            {
                Usb = device.Usb,
                ById = byId,
                Access = DeviceAccess.Of(device.Path, _tree.Groups),
                Holder = PortHolders.Find(device.Path, _tree.Proc),
            };
        }
    }

    private List<SerialDevice> Devices()
    {
        var folder = Path.Combine(_tree.Sys, "class", "tty");
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateFileSystemEntries(folder)
            .Select(entry => SerialDevice.At(entry, _tree))
            .OfType<SerialDevice>()
            .OrderBy(device => device.Path.TrimEnd(SerialDevice.Digits), StringComparer.Ordinal)
            .ThenBy(device => device.Path.Length)
            .ThenBy(device => device.Path, StringComparer.Ordinal)];
    }

    /// <summary>Devices' names in /dev/serial/by-id, by their present names.</summary>
    private Dictionary<string, string> LastingNames()
    {
        var names = new Dictionary<string, string>();
        var folder = Path.Combine(_tree.Dev, "serial", "by-id");
        if (!Directory.Exists(folder)) return names;
        foreach (var link in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            if (new FileInfo(link).LinkTarget is { } target) names.TryAdd(Path.GetFullPath(target, folder), link);
        }

        return names;
    }
}
