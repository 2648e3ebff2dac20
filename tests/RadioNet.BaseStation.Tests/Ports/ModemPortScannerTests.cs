using System.Diagnostics;
using System.Runtime.Versioning;
using RadioNet.BaseStation.Ports;
using static RadioNet.BaseStation.Tests.Ports.OctetExchange;

namespace RadioNet.BaseStation.Tests.Ports;

[SupportedOSPlatform("linux")]
public sealed class ModemPortScannerTests : IDisposable
{
    private readonly FakeSystemTree _system;

    public ModemPortScannerTests()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("sysfs is Linux's alone.");
        _system = new FakeSystemTree();
    }

    public void Dispose() => _system.Dispose();

    [Fact]
    public void Ports_with_wires_are_listed_in_order_with_what_is_known_of_them()
    {
        _system.AddUsb("ttyACM10", "1-3", serial: "8D7F31855456", description: "MMDVM Modem");
        _system.AddUsb("ttyACM2", "1-2");
        _system.AddUart("ttyS0", type: "4");
        _system.AddUart("ttyS1", type: "0");
        _system.AddVirtual("tty1");
        File.SetUnixFileMode(_system.Dev("ttyACM10"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);

        var ports = new ModemPortScanner(_system.Tree).List();

        Assert.Equal([_system.Dev("ttyACM2"), _system.Dev("ttyACM10"), _system.Dev("ttyS0")], ports.Select(port => port.Path));
        Assert.Equal(new UsbIdentity(0x0483, 0x5740, null, null, null, 0), ports[0].Usb);
        Assert.Equal(new SerialPortAddress(_system.Dev("ttyACM2")), ports[0].Address);
        Assert.Null(ports[0].ById);
        Assert.Equal(new UsbIdentity(0x0483, 0x5740, "8D7F31855456", "STMicroelectronics", "MMDVM Modem", 0), ports[1].Usb);
        Assert.Equal(new UsbPortAddress("8D7F31855456"), ports[1].Address);
        Assert.Equal(_system.Dev("serial/by-id/usb-STM_8D7F31855456-if00"), ports[1].ById);
        Assert.Equal(("root", true), (ports[1].Access!.GroupToJoin, ports[1].Access!.IsOurs));
        Assert.Null(ports[2].Usb);
    }

    [Fact]
    public void This_machines_own_ports_are_listed_without_an_error()
    {
        var ports = new ModemPortScanner().List();

        Assert.All(ports, port => Assert.StartsWith("/dev/", port.Path, StringComparison.Ordinal));
        Assert.DoesNotContain(ports, port => port.Path is "/dev/tty" or "/dev/tty1" or "/dev/console" or "/dev/ptmx");
    }

    [Fact]
    public void A_device_is_found_by_its_serial_number_at_its_first_port()
    {
        _system.AddUsb("ttyACM0", "1-1", port: 2, serial: "A1");
        _system.AddUsb("ttyACM1", "1-1", port: 0, serial: "A1");
        _system.AddUsb("ttyACM2", "1-2", serial: "A2");

        Assert.Equal((_system.Dev("ttyACM1"), null), new ModemPortScanner(_system.Tree).Find("A1"));
        Assert.Equal((_system.Dev("ttyACM2"), null), new ModemPortScanner(_system.Tree).Find("A2"));
    }

    [Fact]
    public void A_serial_number_of_no_device_or_of_two_is_refused_with_what_is_there()
    {
        var scanner = new ModemPortScanner(_system.Tree);
        Assert.Equal("There is no USB serial port with the serial number 'A1'. No USB serial port is plugged in.", scanner.Find("A1").Fault?.Text.En);

        _system.AddUsb("ttyUSB0", "1-1", serial: "0001");
        _system.AddUsb("ttyUSB1", "1-2", serial: "0001");
        _system.AddUsb("ttyUSB2", "1-4");
        var (a, b, c) = (_system.Dev("ttyUSB0"), _system.Dev("ttyUSB1"), _system.Dev("ttyUSB2"));
        Assert.Equal((PortFaultKind.NotFound, $"There is no USB serial port with the serial number 'A1'. Plugged in: {a} (0001), {b} (0001), {c} (-)."), Said("A1"));
        Assert.Equal((PortFaultKind.Ambiguous, $"More than one USB device has the serial number '0001': {a}, {b}. Write serial: and a name from /dev/serial/by-path."), Said("0001"));
        Assert.All(scanner.List(), port => Assert.IsType<SerialPortAddress>(port.Address));

        (PortFaultKind?, string?) Said(string serialNumber) => scanner.Find(serialNumber).Fault is var fault ? (fault?.Kind, fault?.Text.En) : default;
    }

    [Fact]
    public void A_device_that_comes_back_under_another_name_is_opened_again()
    {
        var opener = new ModemPortOpener(_system.Tree);
        var address = new UsbPortAddress("A1");
        foreach (var tty in (string[])["ttyACM0", "ttyACM1"])
        {
            using var modem = PortPair.Terminal();
            _system.AddUsb(tty, "1-1", serial: "A1", target: modem.Path);
            using var port = opener.Open(address).Port;
            modem.Write([1, 2], Soon);
            Assert.Equal([1, 2], port!.ReadAll(2));
            Assert.Equal(_system.Dev(tty), port!.Name);
            _system.Remove(tty);
            Assert.Equal(PortFaultKind.NotFound, opener.Open(address).Fault?.Kind);
        }
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead | UnixFileMode.GroupWrite, "root:x:{0}:other", "which is for the group 'root'. Run 'sudo usermod -aG root {1}' and sign in again.")]
    [InlineData(UnixFileMode.GroupRead | UnixFileMode.GroupWrite, "root:x:{0}:other,{1}", "may not open {2} yet: it joined the group 'root' after it had signed in.")]
    [InlineData(UnixFileMode.None, "root:x:{0}:", "and no group may. A udev rule has to give the port to a group.")]
    public void A_port_that_is_not_this_users_is_refused_with_the_group_to_join(UnixFileMode mode, string groups, string expected)
    {
        using var modem = PortPair.Terminal();
        var gid = Run("stat", "-c", "%g", modem.Path).Trim();
        _system.Groups = string.Format(null, groups, gid, Environment.UserName);
        File.SetUnixFileMode(modem.Path, mode);
        PortOpening opening = default;
        var opened = new Thread(() => opening = Unprivileged.Run(() => new ModemPortOpener(_system.Tree).Open(new SerialPortAddress(modem.Path))));
        opened.Start();
        opened.Join();

        Assert.Equal(PortFaultKind.NoPermission, opening.Fault?.Kind);
        Assert.Contains(string.Format(null, expected, gid, Environment.UserName, modem.Path), opening.Fault!.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_a_port_open_is_listed()
    {
        using var modem = PortPair.Terminal();
        using var other = Hold("sh", "-c", $"exec 3<>{modem.Path}; echo ready; exec cat");
        Assert.Equal("ready", other.StandardOutput.ReadLine());
        var holder = PortHolders.Find(modem.Path, "/proc");
        End(other);

        Assert.Matches($@"^(sh|cat) \(process {other.Id}\)$", holder);
        Assert.Null(PortHolders.Find(modem.Path, "/proc"));
    }

    [Fact]
    public void Another_device_of_the_same_name_holds_no_port()
    {
        const string device = "/dev/full";
        string[] shell = ["sh", "-c", $"exec 3<>{device}; echo ready; exec cat"];
        using var holder = Hold(shell[0], shell[1..]);
        Assert.Equal("ready", holder.StandardOutput.ReadLine());
        var found = PortHolders.Find(device, "/proc");
        End(holder);
        Assert.EndsWith($"(process {holder.Id})", found, StringComparison.Ordinal);

        // In a mount namespace of its own the name is another device's.
        using var namesake = Hold("unshare", "--mount", "sh", "-c", $"mount --bind /dev/null {device} || exit; {shell[2]}");
        bool isReady = namesake.StandardOutput.ReadLine() == "ready";
        found = PortHolders.Find(device, "/proc");
        End(namesake);
        if (!isReady) Assert.Skip("This user may make no mount namespace.");
        Assert.Null(found);
    }

    private static Process Hold(string command, params string[] words) =>
        Process.Start(new ProcessStartInfo(command, words) { RedirectStandardOutput = true, RedirectStandardInput = true })!;

    private static void End(Process holder)
    {
        holder.StandardInput.Close();
        holder.WaitForExit();
    }

    private static string Run(string command, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(command, words) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd();
    }
}
