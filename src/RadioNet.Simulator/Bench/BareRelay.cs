using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Simulator.Bench;

/// <summary>
/// What a load test is compared with: a relay that decides nothing. It receives a burst, finds its call's listeners by the
/// radio's number, writes each listener's id, and sends; one thread, the batch socket that the node uses too.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class BareRelay : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private readonly IDatagramSocket _socket = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Thread _thread;
    private Routes? _routes;
    private long _cpu;
    private long _allocated;
    private volatile bool _stopping;

    /// <summary>Binds a free port on loopback and begins to relay; what has no route yet is dropped.</summary>
    public BareRelay()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "bare relay" };
        _thread.Start();
    }

    /// <summary>Where it listens: the master of the load test's repeaters.</summary>
    public IPEndPoint Local => _socket.Local;

    /// <summary>Datagrams sent.</summary>
    public long Sent => _socket.Counters.DatagramsOut;

    /// <summary>Processor time of its thread, as of at most 200 ms ago.</summary>
    public TimeSpan Cpu => TimeSpan.FromTicks(Volatile.Read(ref _cpu));

    /// <summary>Bytes allocated on its thread, as of at most 200 ms ago.</summary>
    public long Allocated => Volatile.Read(ref _allocated);

    /// <summary>Datagrams that the kernel dropped because the receive buffer was full.</summary>
    public long KernelDrops => _socket.Counters.KernelDrops;

    /// <summary>Says where calls go. From any thread; replaces what was said before.</summary>
    /// <param name="addresses">The repeaters' addresses: <see cref="BenchRepeaters.Local"/> of a fleet opened towards <see cref="Local"/>.</param>
    /// <param name="repeaters">Their ids, in the same order.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="firstSource">The first call's radio: see <see cref="BenchPattern.FirstSource"/>.</param>
    public void Route(IReadOnlyList<IPEndPoint> addresses, IReadOnlyList<BenchRepeater> repeaters, IReadOnlyList<BenchCall> calls, RadioId firstSource)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var targets = calls.Select(call => call.Listeners
            .Select(listener => new Target(PeerAddress.From(addresses[listener]), repeaters[listener].Repeater)).ToArray());
        Volatile.Write(ref _routes, new Routes(firstSource.Value, [.. targets]));
    }

    /// <summary>Stops and closes.</summary>
    public void Dispose()
    {
        if (_stopping) return;
        _stopping = true;
        _socket.Wake();
        _thread.Join();
        _socket.Dispose();
    }

    private void Run()
    {
        // As the node's router does it: the two are compared.
        using var share = ThreadShare.TakeMost();
        long lastLook = 0;
        while (!_stopping)
        {
            int count = _socket.Receive(_pause);
            if (Volatile.Read(ref _routes) is { } routes)
            {
                for (int i = 0; i < count; i++) Relay(routes, _socket.Received(i));
                _socket.Flush();
            }

            if (Stopwatch.GetElapsedTime(lastLook) < _pause) continue;
            lastLook = Stopwatch.GetTimestamp();
            Volatile.Write(ref _cpu, ThreadShare.ProcessorTime.Ticks);
            Volatile.Write(ref _allocated, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    private void Relay(Routes routes, ReadOnlySpan<byte> datagram)
    {
        if (!DmrdPacket.TryRead(datagram, out var packet)) return;
        uint call = packet.Source.Value - routes.FirstSource;
        if (call >= (uint)routes.Targets.Length) return;
        foreach (ref readonly var target in routes.Targets[call].AsSpan())
        {
            var outgoing = _socket.Queue(target.Address, datagram.Length);
            datagram.CopyTo(outgoing);
            DmrdPatch.SetRepeater(outgoing, target.Repeater);
        }
    }

    private readonly record struct Target(PeerAddress Address, RepeaterId Repeater);

    private sealed record Routes(uint FirstSource, Target[][] Targets);
}
