using System.Diagnostics;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>A repeater allocates nothing, whatever it carries.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests(ITestOutputHelper output)
{
    private const int Bursts = 100_000;
    private const int CallVoice = 48;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void A_hundred_thousand_bursts_allocate_nothing()
    {
        var outlet = new Counter();
        var repeater = new DmrRepeater(new RepeaterSettings { TimeOut = TimeSpan.Zero }, outlet, (in AccessRequest _) => Reason.None, TimeSpan.Zero);
        repeater.OnModemState(ModemState.Dmr, TimeSpan.Zero);
        repeater.OnLinkState(isUp: true, TimeSpan.Zero);
        var up = new Call(new Air(Air.Group(), new ColorCode(1)));
        var down = new Call(new Air(Air.Group(1002, 4520009), new ColorCode(1)));
        uint stream = 0;
        var now = TimeSpan.FromSeconds(1);
        Carry(repeater, up, down, ref stream, ref now, bursts: 2_000);

        var (sentBefore, toldBefore) = (outlet.ToNetwork, outlet.Told);
        long before = Allocated.SoFar();
        long began = Stopwatch.GetTimestamp();
        Carry(repeater, up, down, ref stream, ref now, Bursts);
        var took = Stopwatch.GetElapsedTime(began);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.True(outlet.ToNetwork - sentBefore > Bursts / 2 * 0.9);
        Assert.True(outlet.ToModem > Bursts * 0.9);
        Assert.True(outlet.Told > toldBefore);
        output.WriteLine($"{took.TotalMicroseconds / Bursts:F2} µs a burst, {outlet.ToModem} frames to the modem");
    }

    /// <summary>Calls of a radio on timeslot 1, with errors to mend, and of the network on timeslot 2, with losses, one after the other.</summary>
    private static void Carry(DmrRepeater repeater, Call up, Call down, ref uint stream, ref TimeSpan now, int bursts)
    {
        for (int sent = 0; sent < bursts;)
        {
            stream++;
            for (int place = 0; place < up.Bursts.Length; place++, sent += 2)
            {
                repeater.OnAir(Timeslot.One, up.Controls[place], up.Bursts[place], -90, now);
                if (place % 11 != 7) repeater.OnNetwork(down.Heads[place], stream, (uint)(480 * place), down.Bursts[place], now);
                for (int tick = 0; tick < 3; tick++) repeater.Tick(now += Step);
            }

            repeater.OnModemStatus(new StatusReply { State = ModemState.Dmr, Flags = ModemStatusFlags.Transmitting, DmrSlot1Space = 8, DmrSlot2Space = 8 }, now);
            if (stream % 3 == 0) repeater.OnAirLost(Timeslot.One, now);
            if (stream % 5 == 0) repeater.OnDecision(Timeslot.One, new RadioId(4520001), 1001, FloorOutcome.Denied, Reason.Busy, now);
            _ = repeater.NextDue(now);
        }
    }

    private sealed class Call
    {
        public Call(Air air)
        {
            Bursts = [air.Header(), .. Enumerable.Range(0, CallVoice).Select(number => air.Voice(number)), air.Terminator()];
            foreach (byte[] burst in Bursts[1..^1]) burst[0] ^= 0x80;
            DmrdBurst[] kinds = [DmrdBurst.VoiceHeader, .. Enumerable.Range(0, CallVoice).Select(Air.Kind), DmrdBurst.Terminator];
            Heads = [.. kinds.Select(kind => RepeaterRig.Head(Timeslot.Two, air.LinkControl, kind))];
            Controls = [.. kinds.Select(kind => kind.HasSlotType() ? DmrControl.FromDataType((DataType)kind.DataType()) : DmrControl.FromSuperframeIndex(kind.SuperframeIndex()))];
        }

        public byte[][] Bursts { get; }

        public LinkBurst[] Heads { get; }

        public DmrControl[] Controls { get; }
    }

    private sealed class Counter : IRepeaterOutlet
    {
        public int ToModem { get; private set; }

        public int ToNetwork { get; private set; }

        public int Told { get; private set; }

        public void SendToModem(ReadOnlySpan<byte> frame) => ToModem++;

        public void SendToNetwork(in LinkBurst head, ReadOnlySpan<byte> burst, in UplinkPlace place) => ToNetwork++;

        public void Tell(in RepeaterEvent said) => Told++;
    }
}
