using RadioNet.BaseStation.Ports;

namespace RadioNet.BaseStation.Tests.Ports;

/// <summary>A system's device folders in a temporary place, laid out as Linux lays them out: sysfs, devices, lasting names.</summary>
internal sealed class FakeSystemTree : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("radionet-").FullName;

    public FakeSystemTree()
    {
        // As the real ones: for everybody to look at.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_root, File.GetUnixFileMode("/etc"));
        foreach (var folder in (string[])["sys/class/tty", "dev/serial/by-id", "proc"]) Directory.CreateDirectory(Path.Combine(_root, folder));
        Groups = $"root:x:{Id("-g")}:\ndialout:x:20:{Environment.UserName}\n";
        Tree = new SystemTree
        {
            Sys = Path.Combine(_root, "sys"),
            Dev = Path.Combine(_root, "dev"),
            Proc = Path.Combine(_root, "proc"),
            Groups = Path.Combine(_root, "group"),
        };
    }

    public SystemTree Tree { get; }

    public string Groups
    {
        set => File.WriteAllText(Path.Combine(_root, "group"), value);
    }

    public string Dev(string name) => Path.Combine(_root, "dev", name);

    /// <summary>A port of a USB device, as cdc-acm and usb-serial make them: .../1-1/1-1:1.0/tty/ttyACM0.</summary>
    public void AddUsb(string tty, string busPath, byte port = 0, string? serial = null, string vendor = "0483", string product = "5740", string? description = null, string? target = null)
    {
        var device = $"devices/pci0000:00/usb1/{busPath}";
        Write($"{device}/idVendor", vendor);
        Write($"{device}/idProduct", product);
        if (serial is not null) Write($"{device}/serial", serial);
        if (description is not null) Write($"{device}/product", description);
        if (description is not null) Write($"{device}/manufacturer", "STMicroelectronics");
        var usbInterface = $"{device}/{busPath}:1.{port}";
        Write($"{usbInterface}/bInterfaceNumber", $"{port:x2}");
        AddTty(tty, $"{usbInterface}/tty/{tty}", deviceLink: $"../../../{busPath}:1.{port}", target);
        if (serial is not null) Link($"dev/serial/by-id/usb-STM_{serial}-if{port:x2}", $"../../{tty}");
    }

    /// <summary>A port of the machine itself: a UART of the given type, 0 for a chip that is not there.</summary>
    public void AddUart(string tty, string type)
    {
        AddTty(tty, $"devices/platform/serial8250/tty/{tty}", deviceLink: "../../../serial8250", target: null);
        Write($"devices/platform/serial8250/tty/{tty}/type", type);
    }

    /// <summary>A screen's terminal, which has no device.</summary>
    public void AddVirtual(string tty) => AddTty(tty, $"devices/virtual/tty/{tty}", deviceLink: null, target: null);

    public void Remove(string tty)
    {
        File.Delete(Path.Combine(_root, "sys/class/tty", tty));
        File.Delete(Dev(tty));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Id(string what)
    {
        using var id = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("id", [what]) { RedirectStandardOutput = true })!;
        return id.StandardOutput.ReadToEnd().Trim();
    }

    private void AddTty(string tty, string folder, string? deviceLink, string? target)
    {
        Directory.CreateDirectory(Path.Combine(_root, "sys", folder));
        if (deviceLink is not null) Link($"sys/{folder}/device", deviceLink);
        Link($"sys/class/tty/{tty}", $"../../{folder}");
        if (target is null) File.WriteAllText(Dev(tty), "");
        else File.CreateSymbolicLink(Dev(tty), target);
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root, "sys", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n");
    }

    private void Link(string link, string target)
    {
        var path = Path.Combine(_root, link);
        if (!new FileInfo(path).Exists) File.CreateSymbolicLink(path, target);
    }
}
