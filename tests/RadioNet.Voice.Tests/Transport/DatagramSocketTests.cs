using System.Net;
using System.Net.Sockets;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Transport;

/// <summary>What every datagram socket must do, over real UDP on loopback.</summary>
public abstract class DatagramSocketTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    protected abstract IDatagramSocket Bind(IPEndPoint local, DatagramSocketOptions options);

    public static TheoryData<bool> Families => [false, true];

    private IDatagramSocket Open(bool v6, DatagramSocketOptions? options = null) => Bind(Loopback(v6), options ?? new DatagramSocketOptions());

    private static IPEndPoint Loopback(bool v6)
    {
        if (v6 && !Socket.OSSupportsIPv6) Assert.Skip("This machine has no IPv6.");
        return new IPEndPoint(v6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, 0);
    }

    [Theory, MemberData(nameof(Families))]
    public void Queued_datagrams_arrive_whole_in_order_with_their_sender(bool v6)
    {
        using IDatagramSocket left = Open(v6);
        using IDatagramSocket right = Open(v6);
        var to = PeerAddress.From(right.Local);
        const int count = 1000;
        for (int i = 0; i < count; i++)
        {
            Span<byte> datagram = left.Queue(to, 55);
            datagram.Clear();
            BitConverter.TryWriteBytes(datagram, i);
        }

        left.Flush();

        List<(int Number, int Length, PeerAddress From)> heard = [];
        while (heard.Count < count)
        {
            int taken = right.Receive(Soon);
            Assert.NotEqual(0, taken);
            for (int i = 0; i < taken; i++) heard.Add((BitConverter.ToInt32(right.Received(i)), right.Received(i).Length, right.Sender(i)));
        }

        Assert.Equal(Enumerable.Range(0, count).Select(i => (i, 55, PeerAddress.From(left.Local))), heard);
        Assert.Equal((count, count * 55L, 0L), (left.Counters.DatagramsOut, left.Counters.BytesOut, left.Counters.SendFailures));
        Assert.Equal((count, count * 55L, 0L), (right.Counters.DatagramsIn, right.Counters.BytesIn, right.Counters.KernelDrops));
    }

    [Theory, MemberData(nameof(Families))]
    public void A_one_off_send_from_another_thread_arrives(bool v6)
    {
        using IDatagramSocket left = Open(v6);
        using IDatagramSocket right = Open(v6);
        var sending = new Thread(() => left.Send(PeerAddress.From(right.Local), "MSTPONG1234"u8));
        sending.Start();
        Assert.Equal(1, right.Receive(Soon));
        sending.Join();
        Assert.True(right.Received(0).SequenceEqual("MSTPONG1234"u8));
        Assert.Equal(1, left.Counters.DatagramsOut);
    }

    [Theory, MemberData(nameof(Families))]
    public void A_wake_up_ends_a_wait_that_would_last_for_ever(bool v6)
    {
        using IDatagramSocket socket = Open(v6);
        int taken = -1;
        var waiting = new Thread(() => taken = socket.Receive(Timeout.InfiniteTimeSpan));
        waiting.Start();
        socket.Wake();
        Assert.True(waiting.Join(Soon));
        Assert.Equal(0, taken);
        Assert.Equal(0, socket.Counters.DatagramsIn);
    }

    [Theory, MemberData(nameof(Families))]
    public void A_wait_ends_at_its_time_out_and_a_wake_up_is_spent_once(bool v6)
    {
        using IDatagramSocket socket = Open(v6);
        socket.Wake();
        Assert.Equal(0, socket.Receive(Soon));
        long before = Environment.TickCount64;
        Assert.Equal(0, socket.Receive(TimeSpan.FromMilliseconds(30)));
        Assert.InRange(Environment.TickCount64 - before, 20, 4000);
    }

    [Theory, MemberData(nameof(Families))]
    public void A_peer_whose_port_is_closed_disturbs_nothing(bool v6)
    {
        using IDatagramSocket left = Open(v6);
        using IDatagramSocket right = Open(v6);
        IDatagramSocket gone = Open(v6);
        var nobody = PeerAddress.From(gone.Local);
        gone.Dispose();
        for (int i = 0; i < 100; i++)
        {
            left.Queue(nobody, 10).Fill(1);
            left.Queue(PeerAddress.From(right.Local), 1)[0] = (byte)i;
            left.Flush();
        }

        left.Send(PeerAddress.From(right.Local), [100]);
        List<byte> heard = [];
        while (heard.Count < 101)
        {
            int taken = right.Receive(Soon);
            Assert.NotEqual(0, taken);
            for (int i = 0; i < taken; i++) heard.Add(right.Received(i)[0]);
        }

        Assert.Equal(Enumerable.Range(0, 101).Select(i => (byte)i), heard);
        right.Send(PeerAddress.From(left.Local), [7]);
        Assert.Equal(1, left.Receive(Soon));
        Assert.Equal(0, left.Counters.SendFailures);
    }

    [Fact]
    public void An_address_that_can_not_be_reached_is_counted_and_the_rest_leaves()
    {
        using IDatagramSocket left = Open(v6: false);
        using IDatagramSocket right = Open(v6: false);
        var sixOnly = PeerAddress.From(new IPEndPoint(IPAddress.IPv6Loopback, 9));
        var noRoute = PeerAddress.FromV4(0x7F00_0001, 0);
        left.Queue(sixOnly, 1)[0] = 1;
        left.Queue(noRoute, 1)[0] = 2;
        left.Queue(PeerAddress.From(right.Local), 1)[0] = 3;
        left.Flush();
        Assert.Equal(1, right.Receive(Soon));
        Assert.Equal(3, right.Received(0)[0]);
        Assert.Equal((1L, 2L), (left.Counters.DatagramsOut, left.Counters.SendFailures));
    }

    [Fact]
    public void Empty_and_oversized_datagrams_do_no_harm()
    {
        using IDatagramSocket left = Open(v6: false);
        using IDatagramSocket right = Open(v6: false);
        var to = PeerAddress.From(right.Local);
        left.Send(to, []);
        left.Send(to, new byte[IDatagramSocket.LongestReceived + 1]);
        left.Send(to, new byte[IDatagramSocket.LongestReceived]);
        left.Send(to, [9]);
        List<int> lengths = [];
        while (lengths.Count < 3)
        {
            int taken = right.Receive(Soon);
            for (int i = 0; i < taken; i++) lengths.Add(right.Received(i).Length);
        }

        Assert.Equal([0, IDatagramSocket.LongestReceived, 1], lengths);
        Assert.Equal(1, right.Counters.Oversized);
    }

    [Fact]
    public void An_any_address_of_ipv6_serves_ipv4_peers_too()
    {
        if (!Socket.OSSupportsIPv6) Assert.Skip("This machine has no IPv6.");
        using IDatagramSocket any = Bind(new IPEndPoint(IPAddress.IPv6Any, 0), new DatagramSocketOptions());
        using IDatagramSocket peer = Open(v6: false);
        peer.Send(PeerAddress.FromV4(0x7F00_0001, (ushort)any.Local.Port), [1]);
        Assert.Equal(1, any.Receive(Soon));
        Assert.Equal(PeerAddress.From(peer.Local), any.Sender(0));
        any.Queue(any.Sender(0), 1)[0] = 2;
        any.Flush();
        Assert.Equal(1, peer.Receive(Soon));
        Assert.Equal(2, peer.Received(0)[0]);
    }

    [Fact]
    public void The_receive_buffer_that_was_granted_is_told()
    {
        using IDatagramSocket small = Open(v6: false, new DatagramSocketOptions { ReceiveBufferBytes = 65_536 });
        Assert.Equal(new ReceiveBuffer(65_536, 65_536), small.ReceiveBuffer);
        Assert.Null(small.ReceiveBuffer.Advice);
        Assert.Contains("net.core.rmem_max=8388608", new ReceiveBuffer(8_388_608, 212_992).Advice, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Families))]
    public void A_batch_there_and_back_allocates_nothing(bool v6)
    {
        using IDatagramSocket left = Open(v6);
        using IDatagramSocket right = Open(v6);
        var to = PeerAddress.From(right.Local);
        int heard = Exchange(100);
        Assert.Equal(1000, heard);

        // The runtime may allocate on this thread for itself once (a method that is compiled anew): what we do for each datagram
        // shows every time.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            heard = Exchange(1000);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(10_000, heard);
        }

        Assert.Equal(0, least);

        int Exchange(int batches)
        {
            int count = 0;
            for (int batch = 0; batch < batches; batch++)
            {
                for (int i = 0; i < 10; i++) left.Queue(to, 55).Fill((byte)i);
                left.Flush();
                for (int got = 0; got < 10;)
                {
                    int taken = right.Receive(Soon);
                    if (taken == 0) return count;
                    for (int i = 0; i < taken; i++) count += right.Sender(i).Port == left.Local.Port && right.Received(i).Length == 55 ? 1 : 0;
                    got += taken;
                }
            }

            return count;
        }
    }
}
