using CsCheck;
using RadioNet.BaseStation.Ports;

namespace RadioNet.BaseStation.Tests.Ports;

public sealed class ModemPortAddressTests
{
    public static TheoryData<string, ModemPortAddress> Good => new()
    {
        { "serial:/dev/ttyACM0?baud=115200", new SerialPortAddress("/dev/ttyACM0", 115_200) },
        { "serial:/dev/ttyACM0", new SerialPortAddress("/dev/ttyACM0", 460_800) },
        { "serial:/dev/serial/by-id/usb-STM_MMDVM-if00?driver=poll&baud=230400", new SerialPortAddress("/dev/serial/by-id/usb-STM_MMDVM-if00", 230_400, SerialDriver.Poll) },
        { "serial:COM3?baud=500000&driver=system-io-ports", new SerialPortAddress("COM3", 500_000, SerialDriver.SystemIoPorts) },
        { "usb:8D7F31855456?baud=460800", new UsbPortAddress("8D7F31855456") },
        { "usb:MMDVM 01%3F", new UsbPortAddress("MMDVM 01?") },
        { "pty:/tmp/modem1", new PtyPortAddress("/tmp/modem1") },
        { "pty:modem1", new PtyPortAddress("modem1") },
        { "udp:10.0.0.5:3334?local=3335", new UdpPortAddress("10.0.0.5", 3334, 3335) },
        { "udp:[fe80::1]:3334", new UdpPortAddress("fe80::1", 3334) },
        { "tcp:modem.tan-loi.example:3334", new TcpPortAddress("modem.tan-loi.example", 3334) },
        { "tcp:[::1]:1", new TcpPortAddress("::1", 1) },
    };

    [Theory, MemberData(nameof(Good))]
    public void An_address_is_read_and_its_text_reads_the_same(string text, ModemPortAddress address)
    {
        Assert.Equal(address, ModemPortAddress.Parse(text));
        Assert.Equal(address, ModemPortAddress.Parse(address.ToString()));
    }

    [Theory]
    [InlineData("", "'' is not a modem port's address. Write one of: serial:/dev/ttyACM0?baud=460800, usb:SERIALNUMBER?baud=460800, pty:PATH, udp:HOST:PORT?local=PORT, tcp:HOST:PORT.")]
    [InlineData("/dev/ttyACM0", "Did you mean 'serial:/dev/ttyACM0'?")]
    [InlineData("com3", "Did you mean 'serial:com3'?")]
    [InlineData("i2c:/dev/i2c-1", "is not a modem port's address")]
    [InlineData("serial:ttyACM0", "does not name a serial port. Write for example serial:/dev/ttyACM0?baud=460800")]
    [InlineData("serial:", "does not name a serial port")]
    [InlineData("serial:/", "does not name a serial port")]
    [InlineData("serial:/dev/ttyACM0?baud=fast", "baud must be a number from 1200 to 4000000; usual are 115200, 230400, 460800.")]
    [InlineData("serial:/dev/ttyACM0?baud=1199", "baud must be a number from 1200")]
    [InlineData("serial:/dev/ttyACM0?baud=4000001", "baud must be a number from 1200")]
    [InlineData("serial:/dev/ttyACM0?baud=", "baud must be a number")]
    [InlineData("serial:/dev/ttyACM0?baud", "'baud' that is not NAME=VALUE")]
    [InlineData("serial:/dev/ttyACM0?", "'' that is not NAME=VALUE")]
    [InlineData("serial:/dev/ttyACM0?baud=115200&baud=230400", "the option 'baud' twice")]
    [InlineData("serial:/dev/ttyACM0?driver=fast", "driver must be poll or system-io-ports")]
    [InlineData("serial:/dev/ttyACM0?speed=9600", "has an option 'speed', which it doesn't take")]
    [InlineData("usb:?baud=115200", "lacks the serial number of a USB device")]
    [InlineData("pty:", "lacks a path")]
    [InlineData("pty:/tmp/modem1?baud=115200", "has an option 'baud', which it doesn't take")]
    [InlineData("udp:10.0.0.5", "lacks a port number of 1 to 65535")]
    [InlineData("udp:10.0.0.5:0", "lacks a port number")]
    [InlineData("udp:10.0.0.5:65536", "lacks a port number")]
    [InlineData("udp:10.0.0.5:+5", "lacks a port number")]
    [InlineData("udp:10.0.0.5:3334?local=65536", "local must be a number from 0 to 65535.")]
    [InlineData("udp::3334", "has no host name or address before its port: ''")]
    [InlineData("udp:fe80::1:3334", "An IPv6 address stands in brackets")]
    [InlineData("udp:[10.0.0.5]:3334", "has no host name or address before its port")]
    [InlineData("tcp:a b:3334", "has no host name or address before its port: 'a b'")]
    [InlineData("tcp:10.0.0.5:3334?local=1", "has an option 'local', which it doesn't take")]
    [InlineData("pty:/tmp/a\nb", "has a control character in it")]
    public void A_wrong_address_is_refused_with_what_to_write(string text, string expected)
    {
        Assert.False(ModemPortAddress.TryParse(text, out var address, out var problem));
        Assert.Null(address);
        Assert.Contains(expected, problem.En, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Vi);
        Assert.Contains(expected, Assert.Throws<FormatException>(() => ModemPortAddress.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_path_serial_number_and_speed_survive_being_written_and_read()
    {
        var word = Gen.String[Gen.Char[' ', '~'], 1, 40].Where(text => text.Trim() == text && text.Length > 0);
        Gen.Select(word, Gen.Int[ModemSpeed.Least, ModemSpeed.Most], Gen.Enum<SerialDriver>()).Sample((text, baud, driver) =>
        {
            ModemPortAddress[] addresses = [new SerialPortAddress("/" + text, baud, driver), new UsbPortAddress(text, baud, driver), new PtyPortAddress(text)];
            return addresses.All(address => ModemPortAddress.Parse(address.ToString()) == address);
        });
    }

    [Fact]
    public void No_text_makes_it_throw() =>
        Gen.Select(Gen.OneOf(Gen.Const("serial:"), Gen.Const("usb:"), Gen.Const("pty:"), Gen.Const("udp:"), Gen.Const("tcp:"), Gen.Const("")), Gen.String).Sample((scheme, rest) =>
            ModemPortAddress.TryParse(scheme + rest, out var address, out var problem) ? problem is null && address.ToString().Length > 0 : problem!.En.Length > 0);
}
