using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.Simulator.Conversations.Scenes;

/// <summary>
/// One radio calls another: in vain while nobody knows where that one is; after it has spoken on its talkgroup the call reaches
/// it there, and it answers.
/// </summary>
internal sealed class PrivateScene(
    AirNetwork network, AirGroup group, AirRadio caller, AirRadio called, Utterance call, Utterance answer)
    : GroupScene(network, group, [caller, called])
{
    private static readonly TimeSpan PrivateHangTime = TimeSpan.FromSeconds(3.3);

    /// <summary>The scene; null when the talkgroup has no two radios at two sites with the right to private calls.</summary>
    public static PrivateScene? Make(AirNetwork network, AirGroup group, Cast cast)
    {
        var pair = cast.Talkers(group, int.MaxValue).Where(radio => radio.PrivateCalls).DistinctBy(radio => radio.Site).Take(2).ToImmutableArray();
        bool vietnamese = cast.IsVietnamese();
        var (call, answer) = (cast.Call(vietnamese), cast.Answer(vietnamese));
        return pair.Length < 2 ? null : new(network, group, pair[0], pair[1], call, answer);
    }

    public override async Task PlayAsync(int number, Stage stage, CancellationToken stop)
    {
        if (stage.Whereabouts.LastHeard(called.Id) is null)
        {
            await SayAsync(stage, stage.ToRadio(number, caller, Group.Slot, called, call with { Superframes = 5 }), stop).ConfigureAwait(false);
            await stage.PauseAsync(TimeSpan.FromSeconds(1), stop).ConfigureAwait(false);
        }

        if (stage.Whereabouts.LastHeard(called.Id) is not { } place || place.Slot != SlotOf(called))
        {
            await SayAsync(stage, stage.ToGroup(number, called, Group, answer with { Superframes = 5 }), stop).ConfigureAwait(false);
            await stage.PauseAsync(Group.HangTime + TimeSpan.FromSeconds(0.3), stop).ConfigureAwait(false);
        }

        await SayAsync(stage, stage.ToRadio(number, caller, Group.Slot, called, call), stop).ConfigureAwait(false);
        await stage.PauseAsync(TimeSpan.FromSeconds(0.8), stop).ConfigureAwait(false);
        await SayAsync(stage, stage.ToRadio(number, called, Group.Slot, caller, answer), stop).ConfigureAwait(false);
        await stage.PauseAsync(PrivateHangTime - Group.HangTime, stop).ConfigureAwait(false);
    }

    private Timeslot SlotOf(AirRadio radio) => Slots.First(place => place.Site.Id == radio.Site).Slot;
}
