using System.Globalization;

namespace RadioNet.BaseStation.Ports;

/// <summary>A serial port as sysfs shows it.</summary>
/// <param name="Path">Its present name in /dev.</param>
/// <param name="Usb">What USB says about it; null when it is no USB port.</param>
/// <param name="UsbFolder">The USB device's own folder in sysfs: the same for all ports of one device.</param>
internal sealed record SerialDevice(string Path, UsbIdentity? Usb, string? UsbFolder)
{
    public static readonly char[] Digits = [.. "0123456789"];

    /// <summary>The port of an entry of /sys/class/tty; null when it is a screen's or another that has no wires.</summary>
    public static SerialDevice? At(string entry, SystemTree tree)
    {
        try
        {
            var folder = new DirectoryInfo(entry).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? entry;
            var hasDevice = Directory.Exists(System.IO.Path.Combine(folder, "device"));

            // PORT_UNKNOWN: the driver keeps a name for a chip that is not there.
            var isEmpty = Text(folder, "type") == "0";
            if (!hasDevice || isEmpty) return null;
            var path = System.IO.Path.Combine(tree.Dev, System.IO.Path.GetFileName(entry));
            var usb = Above(folder, tree, "idVendor");
            return usb is null ? new SerialDevice(path, null, null) : new SerialDevice(path, Identity(usb, Above(folder, tree, "bInterfaceNumber")), usb);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null; // Unplugged while it was looked at.
        }
    }

    private static UsbIdentity Identity(string device, string? port) => new(
        (ushort)Hexadecimal(device, "idVendor"),
        (ushort)Hexadecimal(device, "idProduct"),
        Text(device, "serial"),
        Text(device, "manufacturer"),
        Text(device, "product"),
        port is null ? (byte)0 : (byte)Hexadecimal(port, "bInterfaceNumber"));

    /// <summary>The nearest folder above that has a file of a name: a tty hangs below its interface, that below its device.</summary>
    private static string? Above(string folder, SystemTree tree, string file)
    {
        for (var at = new DirectoryInfo(folder); at is not null && at.FullName.Length > tree.Sys.Length; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, file))) return at.FullName;
        }

        return null;
    }

    private static string? Text(string folder, string file)
    {
        var path = System.IO.Path.Combine(folder, file);
        return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } text ? text : null;
    }

    private static int Hexadecimal(string folder, string file) =>
        int.TryParse(Text(folder, file), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
