using Microsoft.Extensions.Time.Testing;
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

    [Fact]
    public void It_remembers_when_it_was_driven_too_late_and_tells_its_times_as_timestamps()
    {
        var time = new FakeTimeProvider();
        var air = new LiveAir(time: time);
        var talker = LiveHandset.Join(air, new() { Id = new(1), Channel = ChannelFrequencies.Simplex });
        long began = time.GetTimestamp();
        _ = talker.PressAsync(talker.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(TimeSpan.FromSeconds(2))));
        for (int i = 0; i < 50; i++) Pass(TimeSpan.FromMilliseconds(10));
        long punctual = time.GetTimestamp();
        Assert.Equal(TimeSpan.Zero, air.LatenessBetween(began, punctual));

        Pass(TimeSpan.FromMilliseconds(300));
        long late = time.GetTimestamp();
        for (int i = 0; i < 50; i++) Pass(TimeSpan.FromMilliseconds(10));
        Assert.InRange(air.LatenessBetween(began, time.GetTimestamp()), TimeSpan.FromMilliseconds(240), TimeSpan.FromMilliseconds(300));
        Assert.Equal(TimeSpan.Zero, air.LatenessBetween(late + 1, time.GetTimestamp()));
        Assert.Equal(time.GetTimestamp(), air.TimestampOf(air.Now));
        Assert.Equal(TimeSpan.FromMilliseconds(500), time.GetElapsedTime(late, air.TimestampOf(air.Now)));

        void Pass(TimeSpan span)
        {
            time.Advance(span);
            Assert.NotNull(talker.Current);
        }
    }

    [Fact]
    public async Task A_handset_that_is_switched_off_leaves_nothing_on_the_air()
    {
        var time = new FakeTimeProvider();
        var air = new LiveAir(time: time);
        var (talker, listener) = (Join(1), Join(2));
        var call = talker.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(360)));
        var sent = talker.PressAsync(call);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(talker.Current);
        await sent.WaitAsync(Most, TestContext.Current.CancellationToken);
        Assert.True(listener.Calls.TryRead(out _));

        listener.Leave();
        sent = talker.PressAsync(call);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(talker.Current);
        await sent.WaitAsync(Most, TestContext.Current.CancellationToken);
        Assert.False(listener.Calls.TryRead(out _));
        Assert.Throws<ArgumentException>(() => air.Do((virtualAir, _) => virtualAir.Connect(listener.Antenna, null)));

        LiveHandset Join(uint id) => LiveHandset.Join(air, new() { Id = new(id), Channel = ChannelFrequencies.Simplex, Groups = [new(1001)] });
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
