using System.Collections.Immutable;

namespace RadioNet.Simulator.Conversations.Scenes;

/// <summary>Two radios at two sites key one talkgroup 20 ms apart: one is carried, to all, the other to nobody.</summary>
internal sealed class CollisionScene(AirNetwork network, AirGroup group, ImmutableArray<AirRadio> talkers, Utterance longer, Utterance shorter)
    : GroupScene(network, group, talkers)
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(20);

    /// <summary>The scene; null when the talkgroup has no two radios at two sites that are equal in rights.</summary>
    public static CollisionScene? Make(AirNetwork network, AirGroup group, Cast cast)
    {
        var talkers = cast.Talkers(group, int.MaxValue).Where(radio => !radio.PreEmpts).DistinctBy(radio => radio.Site).Take(2).ToImmutableArray();
        bool vietnamese = cast.IsVietnamese();
        var (longer, shorter) = (cast.Report(vietnamese), cast.Answer(vietnamese));
        return talkers.Length < 2 || group.OneWay ? null : new(network, group, talkers, longer with { Superframes = longer.Superframes + 2 }, shorter);
    }

    public override async Task PlayAsync(int number, Stage stage, CancellationToken stop)
    {
        var first = stage.ToGroup(number, Radios[0], Group, longer);
        var second = stage.ToGroup(number, Radios[1], Group, shorter);
        try
        {
            var firstOver = stage.SpeakAsync(first, stop);
            await Task.Delay(Apart, stage.Time, CancellationToken.None).ConfigureAwait(false);
            await Task.WhenAll(firstOver, stage.SpeakAsync(second, stop)).ConfigureAwait(false);
        }
        finally
        {
            stage.Judge(first, second);
        }
    }
}
