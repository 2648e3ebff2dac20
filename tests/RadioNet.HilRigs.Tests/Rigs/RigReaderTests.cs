using System.Globalization;
using RadioNet.BaseStation.Ports;

namespace RadioNet.HilRigs.Tests.Rigs;

public sealed class RigReaderTests
{
    private const string Right = """
        id: bench-1
        name: { vi: Bàn thử, en: Bench }
        port: serial:/dev/ttyACM0
        baud: 115200
        attached: [{ kind: dummy-load }]
        abilities: [handshake, keying]
        radio: { receive: 416.0125 MHz, transmit: 421.0125 MHz }
        limits: { transmission: 10s, frequencies: [416.0125 MHz, 421 MHz to 422 MHz], power: 20 % }
        """;

    public static TheoryData<string> Files => [.. Directory.GetFiles(RigFiles.Rig(""), "*.yaml").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_rig_file_is_right(string file)
    {
        var reading = RigReader.Read(File.ReadAllText(RigFiles.Rig(file)));

        Assert.Empty(reading.Errors);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), reading.Rig!.Id);
    }

    [Fact]
    public void A_rig_is_read_with_its_defaults()
    {
        var rig = RigReader.Read(Right).Rig!;

        Assert.Equal(new SerialPortAddress("/dev/ttyACM0", 115_200), rig.Modem.Port);
        Assert.Equal([RigAbility.Handshake, RigAbility.Keying], rig.Abilities);
        Assert.Equal((20m, 50m, 1m), (rig.Radio.Power.Value, rig.Limits.Duty.Value, rig.Limits.BitErrors.Value));
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)), (rig.Limits.Transmission, rig.Limits.DutyWindow));
        Assert.True(rig.Radio.Duplex);
        Assert.False(rig.IsVirtual);
    }

    [Theory]
    [InlineData("", "", "1:1: A rig is written as keys with values, the first of them: id: my-rig.")]
    [InlineData("id: bench-1", "id: [a", "1:5: The YAML after this place cannot be read.")]
    [InlineData("id: bench-1", "id: \u0001", "1:5: The control character U+0001 stands here.")]
    [InlineData("abilities:", "abilites:", "6:1: A rig has no key \"abilites\". Did you mean \"abilities\"?")]
    [InlineData("[handshake, keying]", "[handshake, kying]", "6:24: \"ability\" is \"kying\". Did you mean \"keying\"?")]
    [InlineData("[handshake, keying]", "[handshake, loopback]", "6:12: \"loopback\" needs a loopback-attenuator, a second-modem or a second-radio under \"attached\".")]
    [InlineData("[handshake, keying]", "[handshake, replug]", "6:12: \"replug\" needs to know how.")]
    [InlineData("[handshake, keying]", "[]", "6:12: This rig lets nothing be done.")]
    [InlineData("attached: [{ kind: dummy-load }]\n", "", "1:1: This rig may transmit, and nothing is attached to its radio: that can destroy it.")]
    [InlineData("kind: dummy-load", "kind: dummy-load, port: pty:/x", "5:38: Only a second-modem is reached over a port.")]
    [InlineData("port: serial:/dev/ttyACM0", "port: /dev/ttyACM0", "3:7: ")]
    [InlineData("port: serial:/dev/ttyACM0", "port: serial:/dev/ttyACM0?baud=460800", "4:7: The speed stands in \"port\" too.")]
    [InlineData("port: serial:/dev/ttyACM0", "port: udp:10.0.0.1:3334", "4:7: udp:10.0.0.1:3334 has no speed.")]
    [InlineData("port: serial:/dev/ttyACM0", "virtual: hs-hat\nport: pty:/x", "4:7: This rig needs either \"port\"")]
    [InlineData("transmission: 10s", "transmission: 10m", "8:25: \"transmission\" is \"10m\". Write a duration from 1s to 180s")]
    [InlineData("transmission: 10s, ", "", "8:9: This limits has no \"transmission\". Add it.")]
    [InlineData("421 MHz to 422 MHz", "422 MHz to 421 MHz", "8:58: \"frequencies\" has \"422 MHz to 421 MHz\".")]
    [InlineData("receive: 416.0125 MHz", "receive: 416.5 MHz", "7:19: 416.5 MHz is not among the limits' frequencies.")]
    [InlineData("transmit: 421.0125 MHz", "transmit: 421.0125 MHz, power: 30 %", "7:64: 30 % is more than the limits' 20 %.")]
    [InlineData("limits:", "limit:", "1:1: This rig has no \"limits\". Add it.")]
    public void What_is_wrong_is_told_with_line_and_column(string part, string instead, string error)
    {
        string text = part.Length == 0 ? instead : Right.Replace(part, instead, StringComparison.Ordinal);

        var reading = RigReader.Read(text);

        Assert.Null(reading.Rig);
        Assert.Contains(reading.Errors, found => found.ToString().StartsWith(error, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        var text = Right.Replace("10s", "never", StringComparison.Ordinal).Replace("keying", "key", StringComparison.Ordinal).Replace("115200", "1", StringComparison.Ordinal);

        var lines = RigReader.Read(text).Errors.Select(error => error.Line);

        Assert.Equal([4, 6, 8], lines);
    }

    [Fact]
    public void Whatever_is_cut_off_gives_errors_and_no_exception()
    {
        for (int length = 0; length < Right.Length; length++)
        {
            var reading = RigReader.Read(Right[..length]);
            Assert.True(reading.Succeeded || !reading.Errors.IsEmpty, length.ToString(CultureInfo.InvariantCulture));
        }
    }
}
