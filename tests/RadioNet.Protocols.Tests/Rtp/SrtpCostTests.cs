using System.Diagnostics;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;

namespace RadioNet.Protocols.Tests.Rtp;

/// <summary>What protecting and opening cost: no allocation, and little time, also for what is refused.</summary>
[Collection(nameof(Alone))]
public sealed class SrtpCostTests(ITestOutputHelper output)
{
    private const int Packets = 100_000;
    private const int Batch = 1000;

    private static readonly byte[] _payload = new byte[DmrdPacket.BurstLength];

    private static readonly LinkBurst _burst = new()
    {
        Burst = DmrdBurst.VoiceA,
        Slot = Timeslot.Two,
        Source = new RadioId(4520001),
        Target = 1001,
        Call = 1,
        Spurt = 2,
        Hops = LinkSession.HopsOf(1, 2),
    };

    private readonly byte[][] _wires = [.. Enumerable.Range(0, Batch).Select(_ => new byte[VoiceLinkPacket.Longest])];
    private int _length;

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    public void A_hundred_thousand_packets_allocate_nothing(int bits)
    {
        using var session = new LinkSession(bits);
        GC.Collect();
        long protecting = 0, refusing = 0, opening = 0, replaying = 0, allocated = 0;
        for (int round = -2; round < Packets / Batch; round++)
        {
            // The first rounds warm the code up.
            if (round == 0) (protecting, refusing, opening, replaying, allocated) = (0, 0, 0, 0, 0);
            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            Protect(session);
            long isProtected = Stopwatch.GetTimestamp();
            Damage();
            long damaged = Stopwatch.GetTimestamp();
            int forged = Open(session, SrtpVerdict.Forged);
            long refused = Stopwatch.GetTimestamp();
            Damage();
            long mended = Stopwatch.GetTimestamp();
            int opened = Open(session, SrtpVerdict.Opened);
            long isOpened = Stopwatch.GetTimestamp();
            int replayed = Open(session, SrtpVerdict.Replayed);
            replaying += Stopwatch.GetTimestamp() - isOpened;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            (protecting, refusing, opening) = (protecting + isProtected - started, refusing + refused - damaged, opening + isOpened - mended);
            // The newest 64 are known to have come before, the rest to be too old.
            Assert.Equal((Batch, Batch, ReplayWindow.Sequences), (forged, opened, replayed));
        }

        Assert.Equal(0, allocated);
        output.WriteLine($"AES-GCM {bits}, {_length} octets: protect {Each(protecting)}, open {Each(opening)}, refuse a forged one {Each(refusing)}, refuse a replayed one {Each(replaying)}");
    }

    private static string Each(long ticks) => FormattableString.Invariant($"{Stopwatch.GetElapsedTime(0, ticks).TotalMicroseconds / Packets:F2} µs");

    private void Protect(LinkSession session)
    {
        Assert.True(session.Sender.TryBegin(out SrtpStream stream));
        for (int i = 0; i < Batch; i++) _length = session.Sender.Protect(ref stream, _wires[i], VoiceLinkPacket.WriteBurst(_wires[i], _burst, _payload, 480u * (uint)i, i == 0));
    }

    private void Damage()
    {
        foreach (byte[] wire in _wires) wire[_length / 2] ^= 1;
    }

    /// <summary>How many datagrams got a verdict; what was opened is read, too.</summary>
    private int Open(LinkSession session, SrtpVerdict wanted)
    {
        int count = 0;
        foreach (byte[] wire in _wires)
        {
            SrtpVerdict verdict = session.Receiver.Open(wire.AsSpan(0, _length), session.Plain, out int length, out _);
            if (verdict != wanted) continue;
            if (verdict != SrtpVerdict.Opened || (VoiceLinkPacket.TryRead(session.Plain.AsSpan(0, length), out VoiceLinkPacket packet) && packet.Burst == _burst)) count++;
        }

        return count;
    }
}
