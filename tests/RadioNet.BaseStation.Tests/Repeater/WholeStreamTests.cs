using CsCheck;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>
/// Whatever is thrown at it, what each timeslot is sent are whole streams, the modem never runs dry within one nor over, and the node
/// gets whole spurts. The rig judges every burst.
/// </summary>
public sealed class WholeStreamTests
{
    private const double Length = 12_000;

    private static readonly ColorCode One = new(1);

    private static readonly Gen<RepeaterSettings> Settings =
        from duplex in Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false)))
        from queued in Gen.Int[2, 6]
        from repeat in Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false)))
        from hang in Gen.Int[0, 2000]
        from timeOut in OneOf(0, 1500, 180_000)
        from duty in OneOf(1.0, 1.0, 0.5)
        select new RepeaterSettings
        {
            Duplex = duplex,
            Queued = queued,
            LocalRepeat = repeat,
            TransmitHang = TimeSpan.FromMilliseconds(hang),
            TimeOut = TimeSpan.FromMilliseconds(timeOut),
            DutyLimit = duty,
            DutyWindow = TimeSpan.FromSeconds(10),
            CwIdInterval = TimeSpan.FromSeconds(5),
        };

    private static readonly Gen<Step> Steps =
        from kind in Gen.Frequency((6, Gen.Const(Act.Radio)), (8, Gen.Const(Act.Network)), (2, Gen.Const(Act.Decision)), (1, Gen.Const(Act.Link)),
            (2, Gen.Const(Act.Noise)), (1, Gen.Const(Act.Data)), (1, Gen.Const(Act.Lost)), (1, Gen.Const(Act.WakeUp)))
        from at in Gen.Double[0, Length - 4000]
        from slot in OneOf(Timeslot.One, Timeslot.Two)
        from voice in Gen.Int[0, 50]
        from loss in OneOf(0.0, 0.0, 0.05, 0.4)
        from jitter in OneOf(0.0, 100.0, 400.0)
        from seed in Gen.Int[0, 9999]
        select new Step(kind, at, slot, voice, loss, jitter, seed);

    private enum Act
    {
        Radio,
        Network,
        Decision,
        Link,
        Noise,
        Data,
        Lost,
        WakeUp,
    }

    [Fact]
    public void Whatever_comes_streams_are_whole_and_the_modem_runs_neither_dry_nor_over() =>
        Gen.Select(Settings, Steps.Array[1, 14], Gen.Double[0, 59], Gen.Int[0, 9999]).Sample(
            (settings, steps, phase, seed) =>
            {
                var random = new Random(seed);
                var rig = new RepeaterRig(settings, Admit, TimeSpan.FromMilliseconds(phase))
                {
                    Lateness = () => TimeSpan.FromMilliseconds(random.NextDouble() * 20),
                    Turn = TimeSpan.FromMilliseconds(60 + 0.1 * (seed % 3 - 1)),
                };
                uint streams = 0;
                foreach (var step in steps.OrderBy(step => step.At)) rig.In(step.At, () => Do(rig, step, ref streams));
                rig.In(Length, () => rig.Repeater.OnLinkState(isUp: true, rig.Now));
                rig.Run(Length + 8000);
                Check(rig);
            },
            iter: 500, threads: 1, print: Print);

    [Fact]
    public void What_comes_in_time_is_played_bit_by_bit_whatever_the_modems_phase_and_the_hosts_lateness() =>
        Gen.Select(Gen.Double[0, 59.9], Gen.Double[0, 25], Gen.Int[2, 6], Gen.Bool, Gen.Int[0, 9999]).Sample(
            (phase, lateness, queued, awake, seed) =>
            {
                var random = new Random(seed);
                var settings = new RepeaterSettings { Queued = queued };
                var rig = awake ? DownlinkTests.Awake(TimeSpan.FromMilliseconds(phase), settings) : new RepeaterRig(settings, phase: TimeSpan.FromMilliseconds(phase));
                rig.Lateness = () => TimeSpan.FromMilliseconds(random.NextDouble() * lateness);
                var down = new Air(Air.Group(), One);
                var up = new Air(Air.Group(1002, 4520009), One);
                rig.ReceiveCall(Timeslot.Two, down, stream: 1, voice: 60, delay: place => place == 0 ? 0 : random.NextDouble() * 120);
                rig.HearCall(Timeslot.One, up, voice: 60);
                rig.Run(6000);
                AssertBits(rig, Timeslot.Two, down);
                AssertBits(rig, Timeslot.One, up);
            },
            iter: 100, threads: 1);

    private static void AssertBits(RepeaterRig rig, Timeslot slot, Air air)
    {
        byte[] frame = new byte[9];
        Assert.Equal(
            Enumerable.Range(0, 60).Select(number => Voice(air.Voice(number))),
            UplinkTests.Speech(rig, slot).Select(Voice));

        string Voice(byte[] burst)
        {
            string bits = "";
            for (int index = 0; index < VoiceBurst.Frames; index++)
            {
                VoiceBurst.ReadFrame(burst, index, frame);
                bits += Convert.ToHexString(frame);
            }

            return bits;
        }
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Reason Admit(in AccessRequest request) => request.Source.Value % 5 == 0 ? Reason.NotAllowed : Reason.None;

    private static void Do(RepeaterRig rig, Step step, ref uint streams)
    {
        var random = new Random(step.Seed);
        uint source = (uint)(step.Seed % 7) + 1;
        byte options = step.Seed % 11 == 0 ? Protocols.Dmr.ServiceOptions.EmergencyBit : step.Seed % 13 == 0 ? Protocols.Dmr.ServiceOptions.PrivacyBit : (byte)0;
        var air = new Air(step.Seed % 4 == 0 ? LinkControl.UnitVoice(new RadioId(9), new RadioId(source), new(options)) : Air.Group((uint)(step.Seed % 3) + 1, source, options), One);
        var slot = rig.Repeater.Settings.Duplex ? step.Slot : Timeslot.Two;
        switch (step.Act)
        {
            case Act.Radio:
                rig.HearCall(slot, air, step.Voice, _ => random.NextDouble() < step.Loss, headers: step.Seed % 3, terminator: step.Seed % 5 != 0);
                break;
            case Act.Network:
                // A stream's order on its way is not touched but by its unevenness.
                rig.ReceiveCall(slot, air, streams++, step.Voice, _ => random.NextDouble() * step.Jitter, _ => random.NextDouble() < step.Loss);
                break;
            case Act.Decision:
                rig.Repeater.OnDecision(slot, new RadioId(source), air.LinkControl.Target, (FloorOutcome)(step.Seed % 5), Reason.Busy, rig.Now);
                break;
            case Act.Link:
                rig.Repeater.OnLinkState(isUp: step.Seed % 2 == 0, rig.Now);
                break;
            case Act.Noise:
                for (int i = 0; i < step.Voice; i++) rig.In(random.NextDouble() * 2000, () => MakeNoise(rig, slot, random));
                break;
            case Act.Data:
                byte[] csbk = TransmitterTests.WakeUp();
                uint stream = streams++;
                for (int i = 0; i < step.Voice; i++)
                {
                    uint place = (uint)i;
                    var head = RepeaterRig.Head(slot, air.LinkControl, step.Seed % 2 == 0 ? DmrdBurst.Csbk : DmrdBurst.Rate12Data);
                    rig.In(60 * i + random.NextDouble() * step.Jitter, () => rig.Repeater.OnNetwork(head, stream, place * 480, csbk, rig.Now));
                }

                break;
            case Act.Lost:
                rig.Repeater.OnAirLost(slot, rig.Now);
                break;
            default:
                rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.Csbk, isIdleReceive: true), TransmitterTests.WakeUp());
                break;
        }
    }

    private static void MakeNoise(RepeaterRig rig, Timeslot slot, Random random)
    {
        byte[] burst = new byte[33];
        random.NextBytes(burst);
        if (random.Next(2) == 0)
        {
            rig.Hear(slot, new DmrControl((byte)random.Next(256)), burst, -random.Next(140));
            return;
        }

        var head = RepeaterRig.Head(slot, Air.Group(), (DmrdBurst)random.Next(64)) with { Source = new RadioId((uint)random.Next(9)) };
        rig.Repeater.OnNetwork(head, (uint)random.Next(20), (uint)random.NextInt64(uint.MaxValue), burst, rig.Now);
    }

    private static void Check(RepeaterRig rig)
    {
        foreach (var slot in (Timeslot[])[Timeslot.One, Timeslot.Two])
        {
            Assert.False(rig.Sent(slot).IsOpen, "A stream was not ended.");
            Assert.False(rig.Aired(slot).IsOpen, "A stream is still on the air.");
            var judge = new NetworkJudge();
            foreach (var (head, burst, place) in rig.ToNetwork.Where(sent => sent.Head.Slot == slot))
            {
                // A link that fell took the end with it.
                if (place.Begins) judge.Cut();
                judge.Take(head, burst, place);
            }
        }

        Assert.InRange(rig.Modem.MostWaiting, 0, rig.Repeater.Settings.Queued + 2);
        Assert.Equal(0, rig.Repeater.Counters.Refused);
        Assert.False(rig.Repeater.IsBusy(rig.Now));
        int started = rig.Of(RepeaterEventKind.SpurtStarted).Count();
        Assert.Equal(started, rig.Of(RepeaterEventKind.SpurtEnded).Count());
        Assert.Equal(rig.Of(RepeaterEventKind.DownlinkStarted).Count(), rig.Of(RepeaterEventKind.DownlinkEnded).Count());
        Assert.Equal(rig.Of(RepeaterEventKind.TransmitterOn).Count(), rig.Of(RepeaterEventKind.TransmitterOff).Count());
    }

    private static string Print((RepeaterSettings Settings, Step[] Steps, double Phase, int Seed) sample) =>
        $"{sample.Settings}, {sample.Phase}, {sample.Seed}:\n{string.Join('\n', sample.Steps.OrderBy(step => step.At))}";

    private sealed record Step(Act Act, double At, Timeslot Slot, int Voice, double Loss, double Jitter, int Seed);
}
