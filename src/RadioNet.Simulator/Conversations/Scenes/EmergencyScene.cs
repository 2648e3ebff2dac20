using System.Collections.Immutable;

namespace RadioNet.Simulator.Conversations.Scenes;

/// <summary>Somebody talks, another presses the emergency key and takes the floor, a third answers.</summary>
internal sealed class EmergencyScene(
    AirNetwork network, AirGroup group, ImmutableArray<AirRadio> talkers, Utterance report, Utterance cry, Utterance answer)
    : GroupScene(network, group, talkers)
{
    public override bool IsEmergency => true;

    /// <summary>The scene; null when the talkgroup has no two radios at two sites.</summary>
    public static EmergencyScene? Make(AirNetwork network, AirGroup group, Cast cast)
    {
        bool vietnamese = cast.IsVietnamese();
        var talkers = cast.Talkers(group, 3);
        return group.OneWay || !group.EmergencyFirst || talkers.DistinctBy(radio => radio.Site).Count() < 2
            ? null
            : new(network, group, talkers, cast.Report(vietnamese), Cast.Emergency(vietnamese), cast.Answer(vietnamese));
    }

    public override async Task PlayAsync(int number, Stage stage, CancellationToken stop)
    {
        var talker = stage.ToGroup(number, Radios[0], Group, report);
        var alarm = stage.ToGroup(number, Radios[1], Group, cry, emergency: true);
        var talking = stage.SpeakAsync(talker, stop);
        try
        {
            await stage.PauseAsync(TimeSpan.FromSeconds(1.5), stop).ConfigureAwait(false);

            // What has left by now went out before the emergency; of the rest nothing is due.
            talker.CutAfter = talker.FramesSent;
            await SayAsync(stage, alarm, stop).ConfigureAwait(false);
        }
        finally
        {
            await talking.ConfigureAwait(false);
            stage.Judge(talker);
        }

        await stage.PauseAsync(TimeSpan.FromSeconds(0.8), stop).ConfigureAwait(false);
        await SayAsync(stage, stage.ToGroup(number, Radios[^1], Group, answer), stop).ConfigureAwait(false);
    }
}
