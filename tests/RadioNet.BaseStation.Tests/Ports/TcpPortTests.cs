using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RadioNet.BaseStation.Ports;
using static RadioNet.BaseStation.Tests.Ports.OctetExchange;

namespace RadioNet.BaseStation.Tests.Ports;

/// <summary>A modem behind TCP, over real sockets on loopback, polled and read ahead.</summary>
public sealed class TcpPortTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TcpPortTests() => _listener.Start();

    public static TheoryData<bool> Ways => OperatingSystem.IsLinux() ? [true, false] : [false];

    private TcpPortAddress Address => new("127.0.0.1", (ushort)((IPEndPoint)_listener.LocalEndpoint).Port);

    public void Dispose() => _listener.Dispose();

    [Theory, MemberData(nameof(Ways))]
    public void A_megabyte_comes_through_each_way(bool isPolled)
    {
        using var port = Open(isPolled);
        using var modem = _listener.AcceptSocket();
        var there = Random(1 << 20, seed: 9);
        var back = Random(1 << 20, seed: 10);
        var sending = new Thread(() => port.WriteAll(there));
        var answering = new Thread(() => modem.Send(back));
        byte[] heard = new byte[there.Length];
        var listening = new Thread(() => new NetworkStream(modem).ReadExactly(heard));
        foreach (var thread in (Thread[])[sending, answering, listening]) thread.Start();

        Assert.Equal(back, port.ReadAll(back.Length, mostAtOnce: 1000));
        foreach (var thread in (Thread[])[sending, answering, listening]) thread.Join();
        Assert.Equal(there, heard);
    }

    [Theory, MemberData(nameof(Ways))]
    public void A_write_that_nobody_reads_ends_at_its_limit(bool isPolled)
    {
        using var port = Open(isPolled);
        using var modem = _listener.AcceptSocket();
        var clock = Stopwatch.StartNew();
        var write = port.Write(new byte[1 << 25], TimeSpan.FromMilliseconds(100));

        Assert.InRange(clock.ElapsedMilliseconds, 90, 2000);
        Assert.Null(write.Fault);
        Assert.InRange(write.Count, 0, (1 << 25) - 1);
    }

    [Theory, MemberData(nameof(Ways))]
    public void A_modem_that_hangs_up_ends_a_read_that_waits(bool isPolled)
    {
        using var port = Open(isPolled);
        var modem = _listener.AcceptSocket();
        var read = new Waiting<PortRead>(() => port.Read(new byte[10], Soon));
        modem.Dispose();
        var fault = read.EndsWithin(TimeSpan.FromSeconds(1)).Fault;

        Assert.Equal(PortFaultKind.Lost, fault?.Kind);
        Assert.Equal($"{Address} has disconnected.", fault!.Text.En);
        Assert.Equal(PortFaultKind.Lost, port.Read(new byte[10], Soon).Fault?.Kind);
    }

    [Theory, MemberData(nameof(Ways))]
    public void A_reset_is_a_loss_for_reads_and_writes(bool isPolled)
    {
        using var port = Open(isPolled);
        var modem = _listener.AcceptSocket();
        modem.LingerState = new LingerOption(true, 0);
        modem.Dispose();

        Assert.Equal(PortFaultKind.Lost, port.Read(new byte[10], Soon).Fault?.Kind);
        Assert.Equal(PortFaultKind.Lost, port.Write([1], Soon).Fault?.Kind);
    }

    [Theory, MemberData(nameof(Ways))]
    public void Waking_and_closing_end_a_read_that_waits(bool isPolled)
    {
        using var port = Open(isPolled);
        using var modem = _listener.AcceptSocket();
        var read = new Waiting<PortRead>(() => port.Read(new byte[10], Timeout.InfiniteTimeSpan));
        port.Wake();
        Assert.Equal(default, read.EndsWithin(TimeSpan.FromSeconds(1)));

        read = new Waiting<PortRead>(() => port.Read(new byte[10], Timeout.InfiniteTimeSpan));
        port.Dispose();
        Assert.Equal(PortFaultKind.Closed, read.EndsWithin(TimeSpan.FromSeconds(1)).Fault?.Kind);
        Assert.Equal(0, modem.Receive(new byte[1])); // The other side is told.
    }

    [Fact]
    public void A_port_that_nobody_listens_at_is_refused_at_once()
    {
        _listener.Stop();
        var address = Address;
        var opening = new ModemPortOpener().Open(address);

        Assert.Equal(PortFaultKind.Unreachable, opening.Fault?.Kind);
        Assert.Equal($"{address} does not answer (Connection refused). Is the host up, and does it listen at port {address.Port}?", opening.Fault!.Text.En);
    }

    [Fact]
    public void A_host_that_never_answers_is_waited_for_no_longer_than_the_limit_or_until_it_is_cancelled()
    {
        // A listener whose queue is full drops further connection requests.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var address = new TcpPortAddress("127.0.0.1", (ushort)((IPEndPoint)full.LocalEndPoint!).Port);
        using var first = new ModemPortOpener().Open(address).Port!;

        var clock = Stopwatch.StartNew();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Assert.Throws<OperationCanceledException>(() => new ModemPortOpener().Open(address, soon.Token));
        Assert.InRange(clock.ElapsedMilliseconds, 90, 1000);

        clock.Restart();
        Assert.Equal(PortFaultKind.Unreachable, new ModemPortOpener().Open(address).Fault?.Kind);
        Assert.InRange(clock.Elapsed, TcpPort.ConnectLimit, TcpPort.ConnectLimit + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Small_writes_leave_at_once()
    {
        using var port = TcpPort.Open(Address, isPolled: false, CancellationToken.None).Port!;
        using var modem = _listener.AcceptSocket();
        var clock = Stopwatch.StartNew();
        for (byte i = 0; i < 40; i++)
        {
            port.WriteAll([i]);
            port.WriteAll([i]);
            var pair = new byte[2];
            new NetworkStream(modem).ReadExactly(pair);
            Assert.Equal([i, i], pair);
            modem.Send([i]);
            Assert.Equal([i], port.ReadAll(1));
        }

        // With Nagle's algorithm each second write waits for a delayed acknowledgement, 40 ms.
        Assert.InRange(clock.ElapsedMilliseconds, 0, 1000);
    }

    private IModemPort Open(bool isPolled)
    {
        var opening = TcpPort.Open(Address, isPolled, CancellationToken.None);
        Assert.Null(opening.Fault);
        return opening.Port!;
    }
}
