using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Bench;

namespace RadioNet.Simulator.Tests.Bench;

[Collection(nameof(Alone))]
[SupportedOSPlatform("linux")]
public sealed class BenchRepeatersTests
{
    // Faster than the air, so that the test is short; a spurt is header, 6 voice bursts, terminator, 2 of silence.
    private static readonly BenchPattern _short = new()
    {
        Duration = TimeSpan.FromMilliseconds(300),
        SuperframesPerSpurt = 1,
        GapBursts = 2,
        BurstSpacing = TimeSpan.FromMilliseconds(10),
        Drain = TimeSpan.FromMilliseconds(300),
    };

    [Fact]
    public void Calls_over_a_bare_relay_are_heard_whole_by_all_who_are_due()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("The load generator is Linux's alone.");
        var repeaters = Repeaters(10);
        BenchCall[] calls = [new(0, Timeslot.One, new(1001), [1, 2, 3, 4]), new(5, Timeslot.Two, new(1002), [.. Enumerable.Range(6, 4)])];
        using var relay = new BareRelay();
        using var bench = new BenchRepeaters([relay.Local], repeaters);
        relay.Route(Addresses(bench), repeaters, calls, _short.FirstSource);
        bench.Run(calls, _short);
        var report = bench.Run(calls, _short);

        // Three cycles of 10 bursts' times fill 300 ms.
        Assert.Equal((48, 0), (report.Sent, report.NotSent));
        Assert.Equal((144, 144, 0), (report.Due, report.Heard, report.Lost));
        Assert.Equal((24, 24, 24, 24), (report.HeadersDue, report.HeadersHeard, report.TerminatorsDue, report.TerminatorsHeard));
        Assert.Equal((0, 0, 0, 0), (report.Reordered, report.Duplicated, report.Misrouted, report.Malformed));
        Assert.Equal((144, 48), (report.Delay.Count, report.Lateness.Count));
        Assert.True(report.Allocated == 0, $"{report.Allocated} octets were allocated while warm.");
    }

    [Fact]
    public void What_a_relay_loses_is_counted_as_lost()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("The load generator is Linux's alone.");
        var repeaters = Repeaters(4);
        BenchCall[] due = [new(0, Timeslot.One, new(1001), [1, 2])];
        BenchCall[] relayed = [new(0, Timeslot.One, new(1001), [2, 3])];
        using var relay = new BareRelay();
        using var bench = new BenchRepeaters([relay.Local], repeaters);
        relay.Route(Addresses(bench), repeaters, relayed, _short.FirstSource);
        var report = bench.Run(due, _short with { Duration = TimeSpan.FromMilliseconds(100) });
        Assert.Equal((12, 6, 6), (report.Due, report.Heard, report.Lost));
        Assert.Equal(8, report.Misrouted);
    }

    [Fact]
    public void Logs_in_all_and_tries_again_what_was_lost_or_refused()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("The load generator is Linux's alone.");
        var repeaters = Repeaters(100);
        using var master = new CarelessMaster();
        using var bench = new BenchRepeaters([master.Address], repeaters, pingInterval: TimeSpan.FromMilliseconds(100));
        Assert.Equal(100, bench.LogIn(TimeSpan.FromSeconds(10)));
        Assert.Equal(1, bench.Refusals);
        Assert.True(SpinWait.SpinUntil(() => bench.Pongs >= 100, TimeSpan.FromSeconds(5)));
        bench.LogOut();
        Assert.True(SpinWait.SpinUntil(() => master.Logouts == 100, TimeSpan.FromSeconds(5)));
    }

    private static ImmutableArray<IPEndPoint> Addresses(BenchRepeaters bench) => [.. Enumerable.Range(0, bench.Count).Select(bench.Local)];

    private static ImmutableArray<BenchRepeater> Repeaters(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new BenchRepeater(new((uint)(452_000 + i)), "secret", new(1)))];

    /// <summary>Admits who proves the secret, but for its first datagram, which it loses, and its second, which it refuses.</summary>
    private sealed class CarelessMaster : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly Thread _thread;
        private int _received;
        private int _logouts;

        public CarelessMaster()
        {
            _socket.ReceiveBufferSize = 1 << 20;
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Address = (IPEndPoint)_socket.LocalEndPoint!;
            _thread = new Thread(Run) { IsBackground = true };
            _thread.Start();
        }

        public IPEndPoint Address { get; }

        public int Logouts => Volatile.Read(ref _logouts);

        public void Dispose()
        {
            _socket.Dispose();
            _thread.Join();
        }

        private void Run()
        {
            byte[] buffer = new byte[2048];
            EndPoint peer = new IPEndPoint(IPAddress.Any, 0);
            while (true)
            {
                try
                {
                    int length = _socket.ReceiveFrom(buffer, ref peer);
                    Answer(buffer.AsSpan(0, length), peer);
                }
                catch (SocketException)
                {
                    return;
                }
                catch (ObjectDisposedException)
                {
                    return;
                }
            }
        }

        private void Answer(ReadOnlySpan<byte> datagram, EndPoint peer)
        {
            if (++_received == 1) return;
            bool isMessage = SessionMessage.TryRead(datagram, out var message);
            if (_received == 2) Send(HomebrewKind.Refusal, message.Word, peer);
            else if (isMessage && message.Kind == HomebrewKind.Login) Send(HomebrewKind.Acknowledgement, 77, peer);
            else if (isMessage && message.Kind == HomebrewKind.Ping) Send(HomebrewKind.Pong, message.Word, peer);
            else if (isMessage && message.Kind == HomebrewKind.Logout) Interlocked.Increment(ref _logouts);
            else if (LoginProof.TryRead(datagram, out var proof) && proof.Verify(new(77), "secret"u8)) Send(HomebrewKind.Acknowledgement, 1, peer);
            else if (RepeaterConfiguration.TryRead(datagram, out _)) Send(HomebrewKind.Acknowledgement, 1, peer);
        }

        private void Send(HomebrewKind kind, uint word, EndPoint peer)
        {
            byte[] datagram = new byte[SessionMessage.LongestLength];
            int length = new SessionMessage(kind, HomebrewDialect.Conventional, word).Write(datagram);
            _socket.SendTo(datagram.AsSpan(0, length), peer);
        }
    }
}
