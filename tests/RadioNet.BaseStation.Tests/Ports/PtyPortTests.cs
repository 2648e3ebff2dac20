using System.Diagnostics;
using System.Runtime.Versioning;
using RadioNet.BaseStation.Ports;
using RadioNet.Voice.Transport;
using static RadioNet.BaseStation.Tests.Ports.OctetExchange;

namespace RadioNet.BaseStation.Tests.Ports;

/// <summary>What a serial port must do, over real pseudo-terminals and with each driver.</summary>
[SupportedOSPlatform("linux")]
public sealed class PtyPortTests
{
    public static TheoryData<SerialDriver> Drivers => [SerialDriver.Poll, SerialDriver.SystemIoPorts];

    [Theory, MemberData(nameof(Drivers))]
    public void A_megabyte_of_all_octets_comes_through_as_it_was_each_way(SerialDriver driver)
    {
        using var pair = PortPair.Open(driver);
        var there = Random(1 << 20, seed: 1);
        var back = Random(1 << 20, seed: 2);
        var sending = new Thread(() => pair.Port.WriteAll(there));
        var answering = new Thread(() => Assert.Equal(back.Length, pair.Modem.Write(back, Soon)));
        byte[] heard = [];
        var listening = new Thread(() => heard = pair.Modem.ReadAll(there.Length));
        foreach (var thread in (Thread[])[sending, answering, listening]) thread.Start();

        Assert.Equal(back, pair.Port.ReadAll(back.Length));
        foreach (var thread in (Thread[])[sending, answering, listening]) thread.Join();
        Assert.Equal(there, heard);
    }

    [Theory, MemberData(nameof(Drivers))]
    public void Reads_smaller_than_what_is_there_lose_nothing(SerialDriver driver)
    {
        using var pair = PortPair.Open(driver);
        var sent = Random(4000, seed: 3);
        pair.Modem.Write(sent, Soon);

        Assert.Equal(sent, pair.Port.ReadAll(sent.Length, mostAtOnce: 3));
    }

    [Fact]
    public void A_write_that_nobody_reads_ends_at_its_limit_and_says_how_much_was_taken()
    {
        using var pair = PortPair.Open();
        var much = Random(1 << 20, seed: 4);
        var clock = Stopwatch.StartNew();
        var write = pair.Port.Write(much, TimeSpan.FromMilliseconds(100));

        Assert.InRange(clock.ElapsedMilliseconds, 90, 2000);
        Assert.Null(write.Fault);
        Assert.InRange(write.Count, 1, much.Length - 1);
        Assert.Equal(much[..write.Count], pair.Modem.ReadAll(write.Count));
        pair.Port.WriteAll([1, 2, 3]);
        Assert.Equal([1, 2, 3], pair.Modem.ReadAll(3));
    }

    [Theory, MemberData(nameof(Drivers))]
    public void A_write_that_nobody_reads_ends_at_its_limit_without_a_fault(SerialDriver driver)
    {
        using var pair = PortPair.Open(driver);
        var clock = Stopwatch.StartNew();
        var write = pair.Port.Write(new byte[1 << 20], TimeSpan.FromMilliseconds(100));

        Assert.InRange(clock.ElapsedMilliseconds, 90, 2000);
        Assert.Null(write.Fault);
        Assert.InRange(write.Count, 0, (1 << 20) - 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.Port.Write([1], Timeout.InfiniteTimeSpan));
    }

    [Theory, MemberData(nameof(Drivers))]
    public void A_read_ends_at_its_limit(SerialDriver driver)
    {
        using var pair = PortPair.Open(driver);
        var clock = Stopwatch.StartNew();

        Assert.Equal(default, pair.Port.Read(new byte[10], TimeSpan.FromMilliseconds(50)));
        Assert.InRange(clock.ElapsedMilliseconds, 45, 2000);
        Assert.Equal(default, pair.Port.Read(new byte[10], TimeSpan.Zero));
    }

    [Theory, MemberData(nameof(Drivers))]
    public void A_wake_up_ends_one_wait_and_takes_no_octets(SerialDriver driver)
    {
        using var pair = PortPair.Open(driver);
        pair.Port.Wake();
        pair.Port.Wake();
        Assert.Equal(default, pair.Port.Read(new byte[10], Soon));

        var waking = new Thread(pair.Port.Wake);
        var clock = Stopwatch.StartNew();
        waking.Start();
        Assert.Equal(default, pair.Port.Read(new byte[10], Soon));
        waking.Join();
        Assert.True(clock.Elapsed < Soon);

        pair.Modem.Write([5], Soon);
        Assert.Equal([5], pair.Port.ReadAll(1));
    }

    [Theory, MemberData(nameof(Drivers))]
    public void Closing_it_ends_a_read_that_waits(SerialDriver driver)
    {
        using var pair = PortPair.Open(driver);
        var read = new Waiting<PortRead>(() => pair.Port.Read(new byte[10], Timeout.InfiniteTimeSpan));
        pair.Port.Dispose();

        Assert.Equal(PortFaultKind.Closed, read.EndsWithin(TimeSpan.FromSeconds(1)).Fault?.Kind);
        Assert.Equal(PortFaultKind.Closed, pair.Port.Read(new byte[10], Soon).Fault?.Kind);
        Assert.Equal(PortFaultKind.Closed, pair.Port.Write([1], Soon).Fault?.Kind);
        pair.Port.Wake();
        pair.Port.Dispose();
    }

    [Fact]
    public void Closing_it_ends_a_write_that_waits()
    {
        using var pair = PortPair.Open();
        var write = new Waiting<PortWrite>(() => pair.Port.Write(new byte[1 << 20], Soon));
        pair.Port.Dispose();

        Assert.Equal(PortFaultKind.Closed, write.EndsWithin(TimeSpan.FromSeconds(1)).Fault?.Kind);
    }

    [Fact]
    public void Closing_it_at_any_moment_ends_its_users_and_leaves_no_descriptor_open()
    {
        using var modem = PortPair.Terminal();
        var opener = new ModemPortOpener();
        for (int i = 0; i < 40; i++)
        {
            var port = opener.Open(new PtyPortAddress(modem.Path)).Port!;
            PortRead read = default;
            PortWrite write = default;
            var reading = new Thread(() =>
            {
                while (read.Fault is null) read = port.Read(new byte[10], Timeout.InfiniteTimeSpan);
            });
            var writing = new Thread(() =>
            {
                while (write.Fault is null) write = port.Write(new byte[100], TimeSpan.FromMilliseconds(1));
            });
            reading.Start();
            writing.Start();
            Thread.SpinWait(2500 * i);
            port.Dispose();
            Assert.True(reading.Join(Soon) && writing.Join(Soon));
            Assert.Equal((PortFaultKind.Closed, PortFaultKind.Closed), (read.Fault!.Kind, write.Fault!.Kind));
        }

        // The simulator's own.
        Assert.Single(Directory.EnumerateFiles("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget), modem.Path);
    }

    [Theory, MemberData(nameof(Drivers))]
    public void Unplugging_the_modem_ends_a_waiting_read_with_the_cause(SerialDriver driver)
    {
        using var pair = PortPair.Open(driver);
        var waiting = new Waiting<PortRead>(() => pair.Port.Read(new byte[10], Soon));
        pair.Modem.HangUp();
        var read = waiting.EndsWithin(TimeSpan.FromSeconds(1));

        Assert.Equal(PortFaultKind.Lost, read.Fault?.Kind);
        Assert.Contains(pair.Modem.Path, read.Fault!.Text.En, StringComparison.Ordinal);
        Assert.Equal(PortFaultKind.Lost, pair.Port.Read(new byte[10], Soon).Fault?.Kind);
        Assert.Equal(PortFaultKind.Lost, pair.Port.Write([1], Soon).Fault?.Kind);
    }

    [Fact]
    public void A_second_opening_of_the_same_port_is_refused_and_a_later_one_is_not()
    {
        using var modem = PortPair.Terminal();
        var opener = new ModemPortOpener();
        var first = opener.Open(new PtyPortAddress(modem.Path));
        Assert.True(first.IsOpen);

        var second = opener.Open(new PtyPortAddress(modem.Path));
        Assert.Equal(PortFaultKind.InUse, second.Fault?.Kind);

        first.Port.Dispose();
        var third = opener.Open(new PtyPortAddress(modem.Path));
        Assert.True(third.IsOpen);
        third.Port.Dispose();
    }

    [Fact]
    public void A_port_that_another_program_has_open_without_a_lock_is_refused_by_that_programs_name()
    {
        using var modem = PortPair.Terminal();
        using var other = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec 3<>{modem.Path}; echo ready; exec sleep 30"]) { RedirectStandardOutput = true })!;
        try
        {
            Assert.Equal("ready", other.StandardOutput.ReadLine());
            SpinWait.SpinUntil(() => File.ReadAllText($"/proc/{other.Id}/comm").Trim() == "sleep", Soon);
            var opening = new ModemPortOpener().Open(new SerialPortAddress(modem.Path));

            Assert.Equal(PortFaultKind.InUse, opening.Fault?.Kind);
            Assert.Contains($"sleep (process {other.Id})", opening.Fault!.Text.En, StringComparison.Ordinal);
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }
    }

    [Fact]
    public void A_line_that_was_left_for_people_is_made_a_path_for_octets_at_the_asked_speed()
    {
        using var modem = PortPair.Terminal();
        Stty(modem.Path, "sane", "9600", "ixoff", "istrip", "cstopb", "crtscts");
        var opening = new ModemPortOpener().Open(new SerialPortAddress(modem.Path, 250_000));
        using var port = opening.Port!;
        var octets = Random(3000, seed: 5);
        modem.Write(octets, Soon);
        Assert.Equal(octets, port.ReadAll(octets.Length));
        port.WriteAll(octets);
        Assert.Equal(octets, modem.ReadAll(octets.Length));

        var settings = Stty(modem.Path, "-a");
        using var line = TerminalCalls.Open(modem.Path, TerminalCalls.ReadWrite | TerminalCalls.NoControllingTerminal);
        Assert.Equal(250_000, Terminal.Speed(line));
        Assert.Matches(@"-parenb.* cs8.* -cstopb.* clocal -crtscts", settings);
        Assert.Contains("min = 1; time = 0;", settings, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_sent_before_the_port_was_opened_is_not_heard()
    {
        using var modem = PortPair.Terminal();
        modem.Write([1, 2, 3], Soon);
        var opening = new ModemPortOpener().Open(new PtyPortAddress(modem.Path));
        modem.Write([4], Soon);

        Assert.Equal([4], opening.Port!.ReadAll(1));
        opening.Port!.Dispose();
    }

    [Fact]
    public void What_is_not_there_or_is_no_serial_port_is_refused_with_a_sentence()
    {
        var opener = new ModemPortOpener();
        var missing = opener.Open(new SerialPortAddress("/dev/ttyACM-none"));
        var folder = opener.Open(new SerialPortAddress("/tmp"));
        var device = opener.Open(new SerialPortAddress("/dev/null"));

        Assert.Equal((PortFaultKind.NotFound, PortFaultKind.NotAPort, PortFaultKind.NotAPort), (missing.Fault!.Kind, folder.Fault!.Kind, device.Fault!.Kind));
        Assert.Equal("There is no /dev/ttyACM-none. Is the modem plugged in? 'radionet modem ports' lists the ports that are there.", missing.Fault.Text.En);
        Assert.Equal("/dev/null is no serial port. 'radionet modem ports' lists the ports that are there.", device.Fault.Text.En);
    }

    private static string Stty(string path, params string[] words)
    {
        using var stty = Process.Start(new ProcessStartInfo("stty", ["-F", path, .. words]) { RedirectStandardOutput = true })!;
        var said = stty.StandardOutput.ReadToEnd();
        stty.WaitForExit();
        Assert.Equal(0, stty.ExitCode);
        return said;
    }
}
