using RadioNet.Protocols;
using RadioNet.Simulator.Air;

namespace RadioNet.Tests.BaseStations;

/// <summary>Calls from handset to handset: air, modem, base station, node, and all the way back.</summary>
[Collection(nameof(RealTime))]
public sealed class StationCallTests
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_call_at_one_base_station_is_heard_whole_at_two_others()
    {
        await using var rig = await StationRig.StartAsync(3);
        LiveHandset[] handsets = [rig.Handset(1), rig.Handset(2), rig.Handset(3)];
        for (int turn = 0; turn < 6; turn++)
        {
            var talker = handsets[turn % 3];
            var call = talker.Radio.CallGroup(new TalkgroupId(StationPlan.Main), StationRig.Speech(TimeSpan.FromSeconds(2), turn));
            var sent = await talker.PressAsync(call).WaitAsync(_bound);
            Assert.Equal(HandsetTransmissionState.Sent, sent.State);
            foreach (var listener in handsets.Where(h => h != talker))
            {
                var heard = await listener.Calls.ReadAsync().AsTask().WaitAsync(_bound);
                Assert.True(heard.IsWhole, $"turn {turn}: {heard.Entry}, terminator {heard.HasTerminator}, gaps {heard.Gaps}, out of step {heard.OutOfStep}, {heard.VoiceBursts} of {call.VoiceBursts} bursts. {rig.Logs()}");
                Assert.Equal((call.Source, call.Target, call.VoiceBursts, call.VoiceDigest), (heard.Source, heard.Target, heard.VoiceBursts, heard.VoiceDigest));
            }
        }

        foreach (var modem in rig.Modems)
        {
            var counts = modem.Statistics;
            Assert.Equal((0L, 0L), (counts.OnAir.Underruns, counts.Firmware.Overruns));
        }
    }
}
