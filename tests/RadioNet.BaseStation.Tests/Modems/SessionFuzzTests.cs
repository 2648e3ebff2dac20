using CsCheck;
using RadioNet.BaseStation.Modems;
using static RadioNet.BaseStation.Tests.Modems.ModemBytes;

namespace RadioNet.BaseStation.Tests.Modems;

/// <summary>Whatever a modem sends: no exception, no endless call, and a disturbed line costs the frames that it hits.</summary>
public sealed class SessionFuzzTests
{
    private static readonly byte[][] _frames =
    [
        .. new[]
        {
            Version2, Version1, AckFrequency, AckConfiguration, AckMode, StatusDmr, StatusIdle, StatusUnconfigured, StatusTransmitting,
            Status1Dmr, Header, VoiceB, LostSlot2, NakCwId, "E0057F0404", "E0057F0206", "E0057F0304", "E0057F1A05", "E0057F1D04", DebugModeIdle,
            "E00909000100020003", "E0080880FFFF0000", "E000 2D65" + new string('0', 592),
        }.Select(Octets),
    ];

    [Fact]
    public void A_million_octets_of_noise_neither_crash_nor_stop_a_session() =>
        Gen.Byte.Array[1, 4000].Sample(
            noise =>
            {
                var rig = SessionRig.Ready();
                Feed(rig, noise, noise[0]);
                rig.User.Conditions.Clear();
                rig.Open();
                rig.PassUntil(() => rig.Session.Condition.Phase == ModemPhase.Ready);
            },
            iter: 500);

    [Fact]
    public void Frames_in_any_order_mutated_and_in_any_stage_neither_crash_nor_stop_a_session() =>
        Gen.Select(Gen.Int[0, _frames.Length - 1].Array[200, 400], Gen.Int).Sample(
            (order, seed) =>
            {
                var random = new Random(seed);
                byte[] octets = [.. order.SelectMany(index => Mutated(_frames[index], random, 0.3))];
                var rig = new SessionRig { Modem = random.Next(2) == 0 ? new HandMadeModem() : null };
                rig.Open();
                Feed(rig, octets, seed);
                if (rig.Session.IsLost) rig.Session.Closed(ModemFault.Of(RadioNet.BaseStation.Ports.PortFault.Closed), rig.Now);
                rig.Modem ??= new HandMadeModem();
                rig.Open();
                rig.PassUntil(() => rig.Session.Condition.Phase == ModemPhase.Ready);
            },
            iter: 100);

    /// <summary>A burst each 30 ms for 20 minutes, and the answers to all questions, of which the line spoils one frame in fifty.</summary>
    [Fact]
    public void A_disturbed_line_costs_the_bursts_that_it_hits_and_no_modem()
    {
        var random = new Random(20261122);
        var modem = new HandMadeModem();
        var rig = SessionRig.Ready(modem);
        const int bursts = 40_000;
        int hits = 0;
        for (int burst = 0; burst < bursts; burst++)
        {
            var octets = Octets(burst % 6 == 0 ? Header : VoiceB);
            if (random.Next(50) == 0)
            {
                octets = Mutated(octets, random, 1);
                hits++;
            }

            rig.Hear(octets);
            rig.Pass(30);
        }

        Assert.InRange(bursts - rig.User.Bursts.Count, 0, hits);
        Assert.InRange(hits, bursts / 60, bursts / 40);
        Assert.Equal([ModemPhase.Ready], rig.User.Phases);
        Assert.Equal(0, rig.Session.Health.Restarts);
    }

    private static void Feed(SessionRig rig, byte[] octets, int seed)
    {
        var random = new Random(seed);
        for (int start = 0; start < octets.Length;)
        {
            int length = Math.Min(random.Next(1, 100), octets.Length - start);
            rig.Hear(octets.AsSpan(start, length).ToArray());
            start += length;
            if (random.Next(4) == 0) rig.Send(random.Next(2) == 0 ? StartOn : CwId);
            rig.Pass(random.Next(0, 40));
            if (rig.Session.IsLost) rig.Open();
        }
    }

    /// <summary>An octet changed, lost or put in, with a probability.</summary>
    private static byte[] Mutated(byte[] frame, Random random, double probability)
    {
        if (random.NextDouble() >= probability) return frame;
        List<byte> octets = [.. frame];
        int at = random.Next(octets.Count);
        switch (random.Next(3))
        {
            case 0:
                octets[at] ^= (byte)random.Next(1, 256);
                break;
            case 1:
                octets.RemoveAt(at);
                break;
            default:
                octets.Insert(at, (byte)random.Next(256));
                break;
        }

        return [.. octets];
    }
}
