using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RadioNet.BaseStation.Ports;
using static RadioNet.BaseStation.Tests.Ports.OctetExchange;

namespace RadioNet.BaseStation.Tests.Ports;

/// <summary>A modem behind UDP, over real sockets on loopback.</summary>
public sealed class UdpPortTests : IDisposable
{
    private readonly Socket _modem = Bind(IPAddress.Loopback);

    public void Dispose() => _modem.Dispose();

    [Fact]
    public void Octets_come_and_go_in_datagrams_as_they_are()
    {
        using var port = Open();
        var octets = Random(300, seed: 6);
        port.WriteAll(octets);

        var heard = new byte[2000];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        Assert.Equal(octets, heard[.._modem.ReceiveFrom(heard, ref from)]);
        Assert.Equal(port.Local, from);
        _modem.SendTo(octets, from);
        Assert.Equal(octets, port.ReadAll(octets.Length));
    }

    [Fact]
    public void A_read_takes_a_datagram_in_parts_and_several_at_once()
    {
        using var port = Open();
        var octets = Random(1000, seed: 7);
        for (int i = 0; i < octets.Length; i += 100) _modem.SendTo(octets.AsSpan(i, 100), port.Local);
        Assert.Equal(octets, port.ReadAll(octets.Length, mostAtOnce: 7));

        for (int i = 0; i < 5; i++) _modem.SendTo(octets.AsSpan(i * 100, 100), port.Local);
        _modem.SendTo([], port.Local);
        var buffer = new byte[2000];
        Assert.Equal(new PortRead(500), port.Read(buffer, Soon));
        Assert.Equal(octets[..500], buffer[..500]);
    }

    [Fact]
    public void What_is_longer_than_hosts_read_leaves_in_more_datagrams()
    {
        using var port = Open();
        var octets = Random(1200, seed: 8);
        port.WriteAll(octets);

        var heard = new byte[2000];
        int[] lengths = [.. Enumerable.Range(0, 3).Select(_ => _modem.Receive(heard))];
        Assert.Equal([512, 512, 176], lengths);
    }

    [Fact]
    public void Datagrams_of_others_are_not_heard_and_counted()
    {
        using var port = Open();
        using var otherPort = Bind(IPAddress.Loopback);
        using var otherAddress = Bind(IPAddress.Parse("127.0.0.2"), ((IPEndPoint)_modem.LocalEndPoint!).Port);
        otherPort.SendTo([1], port.Local);
        otherAddress.SendTo([2], port.Local);
        Assert.Equal(default, port.Read(new byte[10], TimeSpan.FromMilliseconds(50)));
        _modem.SendTo([3], port.Local);

        Assert.Equal([3], port.ReadAll(1));
        Assert.Equal(2, port.FromOthers);
    }

    [Fact]
    public void Others_that_send_without_end_do_not_keep_a_read_beyond_its_limit()
    {
        using var port = Open();
        using var other = Bind(IPAddress.Loopback);
        using var stop = new CancellationTokenSource();
        var flooding = new Thread(() =>
        {
            while (!stop.IsCancellationRequested) other.SendTo([1], port.Local);
        });
        flooding.Start();
        var clock = Stopwatch.StartNew();
        var read = port.Read(new byte[10], TimeSpan.FromMilliseconds(50));
        stop.Cancel();
        flooding.Join();

        Assert.Equal(default, read);
        Assert.InRange(clock.ElapsedMilliseconds, 45, 2000);
        Assert.True(port.FromOthers > 0);
    }

    [Fact]
    public void A_modem_that_is_not_there_is_silence_and_no_fault()
    {
        using var port = Open();
        _modem.Dispose();
        for (int i = 0; i < 20; i++)
        {
            port.WriteAll([1, 2, 3]);
            Assert.Equal(default, port.Read(new byte[10], TimeSpan.FromMilliseconds(5)));
        }
    }

    [Fact]
    public void Waking_and_closing_end_a_read_that_waits()
    {
        using var port = Open();
        var read = new Waiting<PortRead>(() => port.Read(new byte[10], Timeout.InfiniteTimeSpan));
        port.Wake();
        Assert.Equal(default, read.EndsWithin(TimeSpan.FromSeconds(1)));

        read = new Waiting<PortRead>(() => port.Read(new byte[10], Timeout.InfiniteTimeSpan));
        port.Dispose();
        Assert.Equal(PortFaultKind.Closed, read.EndsWithin(TimeSpan.FromSeconds(1)).Fault?.Kind);
        Assert.Equal(PortFaultKind.Closed, port.Write([1], Soon).Fault?.Kind);
        Assert.Equal(PortFaultKind.Closed, port.Read(new byte[1], Soon).Fault?.Kind);
        port.Wake();
    }

    [Fact]
    public void The_local_port_is_the_one_that_was_asked_for_and_taken_ones_are_refused()
    {
        using var port = Open();
        var taken = new UdpPortAddress("127.0.0.1", 9, (ushort)port.Local.Port);
        var second = new ModemPortOpener().Open(taken);
        Assert.Equal(PortFaultKind.InUse, second.Fault?.Kind);
        Assert.Equal($"This machine's UDP port {port.Local.Port} is in use by another program. Stop that, or write another one after local=.", second.Fault!.Text.En);

        port.Dispose();
        var third = new ModemPortOpener().Open(taken);
        Assert.Equal(taken.LocalPort, ((UdpPort)third.Port!).Local.Port);
        third.Port!.Dispose();
    }

    [Fact]
    public void It_speaks_version_6_too()
    {
        if (!Socket.OSSupportsIPv6) Assert.Skip("This machine has no IPv6.");
        using var modem = Bind(IPAddress.IPv6Loopback);
        using var port = (UdpPort)new ModemPortOpener().Open(ModemPortAddress.Parse($"udp:[::1]:{((IPEndPoint)modem.LocalEndPoint!).Port}")).Port!;
        modem.SendTo([1, 2], port.Local);

        Assert.Equal([1, 2], port.ReadAll(2));
    }

    [Fact]
    public void A_host_without_an_address_is_refused()
    {
        var opening = new ModemPortOpener().Open(new UdpPortAddress("no-such-host.invalid", 3334));

        Assert.Equal(PortFaultKind.NotFound, opening.Fault?.Kind);
        Assert.StartsWith("The host 'no-such-host.invalid' has no address", opening.Fault!.Text.En, StringComparison.Ordinal);
    }

    private static Socket Bind(IPAddress address, int port = 0)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
        socket.Bind(new IPEndPoint(address, port));
        return socket;
    }

    private UdpPort Open()
    {
        var opening = new ModemPortOpener().Open(new UdpPortAddress("127.0.0.1", (ushort)((IPEndPoint)_modem.LocalEndPoint!).Port));
        Assert.Null(opening.Fault);
        return (UdpPort)opening.Port!;
    }
}
