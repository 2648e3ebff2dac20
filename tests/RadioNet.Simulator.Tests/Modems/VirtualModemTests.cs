using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems;
using RadioNet.Simulator.Tests.Modems.Firmware;

namespace RadioNet.Simulator.Tests.Modems;

public sealed class VirtualModemTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly byte[] GetVersion = [0xE0, 0x03, 0x00];
    private static readonly byte[] GetStatus = [0xE0, 0x03, 0x01];

    [Fact]
    public void A_program_speaks_to_it_at_a_pseudo_terminal()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
        using var modem = VirtualModem.AtTerminal();
        using var host = OpenTerminal(modem);

        host.Write(GetVersion);
        byte[] version = ReadFrame(host);
        host.Write(GetStatus);
        byte[] status = ReadFrame(host);
        host.Write(Convert.FromHexString(FirmwareBench.Frame(FirmwareBench.Simplex)));

        Assert.Equal((byte)2, version[3]);
        Assert.Equal(20, status.Length);
        Assert.Equal(FirmwareBench.Ack("02"), Convert.ToHexString(ReadFrame(host)));
        Assert.Equal(3, modem.Statistics.Firmware.FramesFromHost);
    }

    [Fact]
    public void It_may_end_while_another_thread_stirs_its_air()
    {
        // The first that is told ends the modem, which is told thereafter.
        var air = new LiveAir();
        VirtualModem? modem = null;
        air.Stirred += () => modem?.Dispose();
        modem = VirtualModem.InMemory(out _, new() { Air = air });
        air.Do((_, _) => { });
        modem.Dispose();
    }

    [Fact]
    public void It_tells_by_how_much_its_thread_was_late_at_the_most()
    {
        var time = new FakeTimeProvider();
        using var modem = VirtualModem.InMemory(out _, new() { Air = new LiveAir(time: time) });
        Assert.Equal(0, modem.Statistics.LongestLateMilliseconds);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(SpinWait.SpinUntil(() => modem.Statistics.LongestLateMilliseconds >= 4000, Soon));
        Assert.InRange(modem.Statistics.LongestLateMilliseconds, 4000, 5000);
    }

    [Fact]
    public void It_vanishes_and_comes_back_under_another_name_having_forgotten_all()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
        var folder = Directory.CreateTempSubdirectory("radionet-");
        try
        {
            string first = Path.Combine(folder.FullName, "modem1"), second = Path.Combine(folder.FullName, "modem2");
            using var modem = VirtualModem.AtTerminal(first);
            using (var host = OpenTerminal(modem))
            {
                host.Write(Convert.FromHexString(FirmwareBench.Frame(FirmwareBench.Simplex)));
                ReadFrame(host);
                modem.Vanish();
                Assert.Equal("", modem.Address);
                Assert.False(File.Exists(first));
                Assert.ThrowsAny<IOException>(() => host.Write(GetVersion));
            }

            modem.ComeBack(second);
            Assert.Equal($"pty:{second}", modem.Address);
            using var again = OpenTerminal(modem);
            again.Write(GetVersion);
            ReadFrame(again);
            Assert.Null(modem.With((firmware, _) => firmware.Configuration));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Bursts_leave_every_30_ms_without_drift()
    {
        using var modem = VirtualModem.InMemory(out var line);
        Configure(line);
        Ask(line, "E0 04 03 02");
        line.WriteAsHost([0xE0, 0x04, 0x1D, 0x01]);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(1))
        {
            Thread.Sleep(100);
            Ask(line, "E0 03 01");
        }

        var bursts = modem.OnAir.Bursts;
        Assert.InRange(bursts.Count, 30, 45);
        for (int i = 0; i < bursts.Count; i++) Assert.Equal(bursts[0].Start + i * TimeSpan.FromMilliseconds(30), bursts[i].Start);
        Assert.Equal(0, modem.Statistics.OnAir.Faults);
        var json = JsonDocument.Parse(modem.Statistics.ToJson()).RootElement;
        Assert.Equal("dmr", json.GetProperty("state").GetString());
        Assert.True(json.GetProperty("onAir").GetProperty("onAirSeconds").GetDouble() > 0.9);
    }

    [Fact]
    public void Its_line_is_as_slow_as_its_baud()
    {
        using var modem = VirtualModem.InMemory(out var line, new() { Baud = 9600 });
        var clock = Stopwatch.StartNew();
        line.WriteAsHost(GetVersion);
        byte[] reply = new byte[255];
        int count = 0;
        while (count < 59) count += line.ReadAsHost(reply.AsSpan(count), Soon);

        double shortest = (3 + 59) * 10 / 9600.0;
        Assert.InRange(clock.Elapsed.TotalSeconds, shortest, shortest + 0.5);
        Assert.Equal(reply[1], count);
    }

    [Fact]
    public void It_falls_silent_and_answers_later()
    {
        using var modem = VirtualModem.InMemory(out var line);
        modem.FallSilent(TimeSpan.FromMilliseconds(300));
        line.WriteAsHost(GetStatus);
        byte[] reply = new byte[255];
        Assert.Equal(0, line.ReadAsHost(reply, TimeSpan.FromMilliseconds(150)));
        Assert.Equal(20, line.ReadAsHost(reply, Soon));
    }

    [Fact]
    public void Faults_are_as_many_as_asked_for()
    {
        using var modem = VirtualModem.InMemory(out var line);
        modem.FaultsToHost = new() { DropFrame = 0.5 };
        const int asked = 400;
        for (int i = 0; i < asked; i++)
        {
            line.WriteAsHost(GetStatus);
            if (i % 20 == 0) Thread.Sleep(1);
        }

        int octets = 0;
        byte[] reply = new byte[4096];
        for (int count; (count = line.ReadAsHost(reply, TimeSpan.FromMilliseconds(200))) > 0;) octets += count;
        Assert.InRange(octets / 20, asked * 4 / 10, asked * 6 / 10);
        Assert.Equal(0, octets % 20);
    }

    [Fact]
    public void A_flood_of_garbage_goes_by_and_it_still_answers()
    {
        using var modem = VirtualModem.InMemory(out var line);
        modem.Flood(2000);
        line.WriteAsHost(GetStatus);
        byte[] octets = new byte[8192];
        int count = 0;
        while (count < 2020) count += line.ReadAsHost(octets.AsSpan(count), Soon);
        Assert.Equal(2020, count);
        Assert.Equal("E01401", Convert.ToHexString(octets.AsSpan(2000, 3)));
    }

    [Fact]
    public void A_host_speaks_to_it_over_UDP()
    {
        using var modem = VirtualModem.AtUdp();
        using var host = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var there = IPEndPoint.Parse(modem.Address["udp:".Length..]);
        host.Client.ReceiveTimeout = (int)Soon.TotalMilliseconds;
        host.Send(GetVersion, there);
        IPEndPoint? from = null;
        Assert.Equal((byte)2, host.Receive(ref from)[3]);
        Assert.Equal(there, from);
        modem.Vanish();
        modem.ComeBack();
        host.Send(GetStatus, there);
        Assert.Equal(20, host.Receive(ref from).Length);
    }

    [Fact]
    public void A_host_speaks_to_it_over_TCP_and_may_connect_again()
    {
        using var modem = VirtualModem.AtTcp();
        var there = IPEndPoint.Parse(modem.Address["tcp:".Length..]);
        for (int i = 0; i < 2; i++)
        {
            using var host = new TcpClient();
            host.Connect(there);
            host.GetStream().ReadTimeout = (int)Soon.TotalMilliseconds;
            host.GetStream().Write(GetStatus);
            Assert.Equal(20, ReadFrame(host.GetStream()).Length);
        }
    }

    [Fact]
    public void A_power_cycle_stops_the_transmitter()
    {
        using var modem = VirtualModem.InMemory(out var line);
        Configure(line);
        Ask(line, "E0 04 03 62");
        Ask(line, "E0 04 08 01");
        Assert.True(modem.Statistics.IsTransmitting);
        modem.PowerCycle();
        Assert.False(modem.Statistics.IsTransmitting);
        Assert.Equal(ModemState.Idle, modem.Statistics.State);
    }

    private static void Configure(MemoryLine line) =>
        Assert.Equal(FirmwareBench.Ack("02"), Ask(line, FirmwareBench.DuplexDebug.Replace("02 12", "02 02", StringComparison.Ordinal)));

    private static string Ask(MemoryLine line, string hex)
    {
        line.WriteAsHost(Convert.FromHexString(FirmwareBench.Frame(hex)));
        byte[] reply = new byte[255];
        int count = line.ReadAsHost(reply, Soon);
        return Convert.ToHexString(reply.AsSpan(0, count));
    }

    private static FileStream OpenTerminal(VirtualModem modem) =>
        new(modem.Address["pty:".Length..], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);

    private static byte[] ReadFrame(Stream host)
    {
        byte[] head = new byte[3];
        host.ReadExactly(head);
        byte[] frame = new byte[head[1]];
        head.CopyTo(frame, 0);
        host.ReadExactly(frame.AsSpan(3));
        return frame;
    }
}
