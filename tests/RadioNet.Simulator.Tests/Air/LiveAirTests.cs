using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems;
using RadioNet.Simulator.Radios;
using RadioNet.Simulator.Tests.Modems.Firmware;

namespace RadioNet.Simulator.Tests.Air;

/// <summary>Radios, a modem and its host in real time: the host is a repeater of a few lines.</summary>
public sealed class LiveAirTests
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Radios_talk_over_a_modem_in_real_time_and_its_host_gets_bursts_as_they_come()
    {
        var lateness = new List<TimeSpan>();
        using var modem = VirtualModem.InMemory(out var line, new() { Baud = 460_800 });
        var talker = LiveHandset.Join(modem.Air, new() { Id = new(1) });
        var listener = LiveHandset.Join(modem.Air, new() { Id = new(2), Groups = [new(1001)] });
        var call = talker.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(720)));
        var heardAt = new List<TimeSpan>();
        using var stop = new CancellationTokenSource();
        var host = Task.Factory.StartNew(() => Repeat(modem.Air, line, heardAt, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        var sent = await talker.PressAsync(call).WaitAsync(Most);
        var heard = await listener.Calls.ReadAsync().AsTask().WaitAsync(Most);
        await stop.CancelAsync();
        line.WakeHost();
        await host;

        Assert.Equal(HandsetTransmissionState.Sent, sent.State);
        Assert.Equal(call.Bursts.Length, heardAt.Count);
        for (int i = 0; i < heardAt.Count; i++) lateness.Add(heardAt[i] - sent.StartedAt!.Value - i * TimeSpan.FromMilliseconds(60) - AirBurst.Duration);
        Assert.All(lateness, late => Assert.True(late > TimeSpan.Zero));
        Assert.True(lateness.Order().ElementAt(lateness.Count / 2) < TimeSpan.FromMilliseconds(25), $"The median burst came {lateness.Order().ElementAt(lateness.Count / 2)} after its end.");
        Assert.Equal(call.VoiceDigest, heard.VoiceDigest);
        Assert.True(heard.HasTerminator);
        Assert.Equal(call.Bursts.Length + 1, modem.Statistics.Firmware.BurstsToHost); // and a wake-up
    }

    private static void Repeat(LiveAir air, MemoryLine line, List<TimeSpan> heardAt, CancellationToken stop)
    {
        var reader = new ModemFrameReader(FrameDirection.ToHost);
        byte[] octets = new byte[1024], burst = new byte[BurstLayout.BurstOctets], frame = new byte[DmrData.Length];
        line.WriteAsHost(Convert.FromHexString(FirmwareBench.Frame(FirmwareBench.DuplexDebug)));
        var asked = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            if (air.Now - asked > ModemTimers.StatusPoll)
            {
                asked = air.Now;
                line.WriteAsHost([0xE0, 0x03, 0x01]);
            }

            ReadOnlySpan<byte> got = octets.AsSpan(0, line.ReadAsHost(octets, TimeSpan.FromMilliseconds(50)));
            while (reader.TryRead(ref got, out var answer))
            {
                if (!DmrData.TryRead(answer, out var data)) continue;
                if (data.Control.IsIdleReceive)
                {
                    line.WriteAsHost([0xE0, 0x04, 0x03, 0x02, 0xE0, 0x04, 0x1D, 0x01]);
                    continue;
                }

                heardAt.Add(air.Now);
                data.Burst.CopyTo(burst);
                if (data.Control.HasDataSync) Sync.Write(burst, SyncPattern.BaseStationData);
                if (data.Control == DmrControl.VoiceA) Sync.Write(burst, SyncPattern.BaseStationVoice);
                line.WriteAsHost(frame.AsSpan(0, DmrData.Write(frame, data.Slot, default, burst)));
            }
        }
    }
}
