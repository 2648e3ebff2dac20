using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Bench;

namespace RadioNet.Simulator.Tests.Bench;

public sealed class BurstMeterTests
{
    private static readonly RadioId _source = new(4_600_000);
    private readonly BenchRepeater[] _repeaters = [.. Enumerable.Range(0, 3).Select(i => new BenchRepeater(new((uint)(100 + i)), "s", new(1)))];
    private readonly BurstMeter _meter;

    public BurstMeterTests() => _meter = new(_repeaters, [new(0, Timeslot.One, new(1001), [1])], _source);

    [Fact]
    public void Voice_in_order_is_heard()
    {
        for (int number = 0; number < 5; number++) Hear(1, number);
        Assert.Equal((5, 0, 0), (_meter.Heard, _meter.Reordered, _meter.Duplicated));
        Assert.Equal(5, _meter.Delay.Count);
    }

    [Fact]
    public void A_late_burst_and_a_double_one_are_told_apart()
    {
        foreach (int number in new[] { 0, 2, 1, 3, 3 }) Hear(1, number);
        Assert.Equal((4, 1, 1), (_meter.Heard, _meter.Reordered, _meter.Duplicated));
    }

    [Fact]
    public void Who_is_not_due_hears_what_is_misrouted()
    {
        Hear(0, 0);
        Hear(2, 0);
        Hear(1, 0, source: 5);
        Assert.Equal((0, 3), (_meter.Heard, _meter.Misrouted));
    }

    [Fact]
    public void Another_s_id_another_length_or_no_stamp_is_malformed()
    {
        Hear(1, 0, repeater: 100);
        _meter.OnBurst(1, Burst(0, 101, _source.Value).AsSpan(0, DmrdPacket.ShortLength), 0);
        byte[] unstamped = Burst(0, 101, _source.Value);
        unstamped[DmrdPacket.BurstOffset + 24] ^= 1;
        _meter.OnBurst(1, unstamped, 0);
        Assert.Equal((0, 3), (_meter.Heard, _meter.Malformed));
    }

    [Fact]
    public void Headers_and_terminators_are_counted_apart()
    {
        Hear(1, 0, kind: DmrdBurst.VoiceHeader);
        Hear(1, 0, kind: DmrdBurst.Terminator);
        Assert.Equal((0, 1, 1), (_meter.Heard, _meter.Headers, _meter.Terminators));
    }

    private void Hear(int at, int number, uint? source = null, uint? repeater = null, DmrdBurst kind = DmrdBurst.VoiceB) =>
        _meter.OnBurst(at, Burst(number, repeater ?? _repeaters[at].Repeater.Value, source ?? _source.Value, kind), 10);

    private static byte[] Burst(int number, uint repeater, uint source, DmrdBurst kind = DmrdBurst.VoiceB)
    {
        byte[] payload = new byte[DmrdPacket.BurstLength];
        new BurstStamp(0, 0, number).Write(payload);
        byte[] datagram = new byte[DmrdPacket.Length];
        new DmrdHeader { Source = new(source), Target = 1001, Repeater = new(repeater), Burst = kind }.Write(datagram, payload);
        return datagram;
    }
}
