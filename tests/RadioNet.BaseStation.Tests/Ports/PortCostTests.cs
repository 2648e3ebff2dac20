using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using RadioNet.BaseStation.Ports;
using RadioNet.Voice.Routing;
using static RadioNet.BaseStation.Tests.Ports.OctetExchange;

namespace RadioNet.BaseStation.Tests.Ports;

/// <summary>What ports cost: octets that are allocated, and shares of what the library's driver costs.</summary>
[SupportedOSPlatform("linux")]
public sealed class PortCostTests(ITestOutputHelper output)
{
    // A DMR burst with its frame and RSSI, MMDVM.
    private const int FrameLength = 39;

    [Fact]
    public void Reading_and_writing_a_serial_port_allocates_nothing()
    {
        using var pair = PortPair.Open();
        AssertAllocatesNothing(pair.Port, octets => pair.Modem.Write(octets, Soon), buffer => pair.Modem.Read(buffer, Soon));
    }

    [Fact]
    public void Reading_and_writing_a_tcp_port_allocates_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var port = new ModemPortOpener().Open(new TcpPortAddress("127.0.0.1", (ushort)((IPEndPoint)listener.LocalEndpoint).Port)).Port!;
        using var modem = listener.AcceptSocket();
        modem.NoDelay = true;
        AssertAllocatesNothing(port, octets => modem.Send(octets), buffer => modem.Receive(buffer));
    }

    [Fact]
    public void Reading_and_writing_a_udp_port_allocates_nothing()
    {
        using var modem = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
        modem.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var port = (UdpPort)new ModemPortOpener().Open(new UdpPortAddress("127.0.0.1", (ushort)((IPEndPoint)modem.LocalEndPoint!).Port)).Port!;
        modem.Connect(port.Local);
        AssertAllocatesNothing(port, octets => modem.Send(octets), buffer => modem.Receive(buffer));
    }

    [Fact]
    public void A_port_that_nothing_comes_from_costs_less_than_a_hundredth_of_a_core()
    {
        using var pair = PortPair.Open();
        var used = TimeSpan.Zero;
        var reading = new Thread(() =>
        {
            var buffer = new byte[FrameLength];
            var clock = Stopwatch.StartNew();
            var before = ThreadShare.ProcessorTime;
            while (clock.Elapsed < TimeSpan.FromSeconds(1)) pair.Port.Read(buffer, TimeSpan.FromMilliseconds(250));
            used = ThreadShare.ProcessorTime - before;
        });
        reading.Start();
        reading.Join();
        output.WriteLine($"{used.TotalMilliseconds:F2} ms of a second");

        Assert.InRange(used.TotalMilliseconds, 0.001, 10);
    }

    [Fact]
    public void Polling_is_quicker_than_the_library_that_it_stands_in_for()
    {
        // The medians of exchanges that take turns, so that what else the machine does meets both.
        using var polled = PortPair.Open(SerialDriver.Poll);
        using var library = PortPair.Open(SerialDriver.SystemIoPorts);
        List<double> ours = [];
        List<double> theirs = [];
        for (int i = 0; i < 200; i++)
        {
            ours.Add(Exchange(polled));
            theirs.Add(Exchange(library));
        }

        ours.Sort();
        theirs.Sort();
        output.WriteLine($"there and back, median and 99th percentile: polled {ours[100]:F3} and {ours[198]:F3} ms, System.IO.Ports {theirs[100]:F3} and {theirs[198]:F3} ms");
        Assert.InRange(ours[100], 0, theirs[100]);
    }

    /// <summary>Milliseconds of a frame to the modem's end and back, both on this thread.</summary>
    private static double Exchange(PortPair pair)
    {
        var frame = new byte[FrameLength];
        long started = Stopwatch.GetTimestamp();
        pair.Port.Write(frame, Soon);
        for (int count = 0; count < FrameLength;) count += pair.Modem.Read(frame.AsSpan(count), Soon);
        pair.Modem.Write(frame, Soon);
        for (int count = 0; count < FrameLength;) count += pair.Port.Read(frame.AsSpan(count), Soon).Count;
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static void AssertAllocatesNothing(IModemPort port, Action<byte[]> send, Func<byte[], int> receive)
    {
        var frame = Random(FrameLength, seed: 11);
        var buffer = new byte[600];
        long least = long.MaxValue;

        // The runtime may allocate on this thread for itself once; what each read and write allocates shows every time.
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            long allocated = 0;
            for (int i = 0; i < 100; i++)
            {
                send(frame);
                long before = GC.GetAllocatedBytesForCurrentThread();
                int heard = 0;
                while (heard < FrameLength) heard += port.Read(buffer, Soon).Count;
                port.Read(buffer, TimeSpan.Zero);
                port.Wake();
                port.Read(buffer, Soon);
                var write = port.Write(frame, Soon);
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.Equal(new PortWrite(FrameLength), write);
                while (heard < 2 * FrameLength) heard += receive(buffer);
                Assert.Equal(2 * FrameLength, heard);
            }

            least = Math.Min(least, allocated);
        }

        Assert.Equal(0, least);
    }
}
