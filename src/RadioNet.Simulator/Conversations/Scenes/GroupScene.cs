using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.Simulator.Conversations.Scenes;

/// <summary>What the scenes on one talkgroup have in common.</summary>
internal abstract class GroupScene(AirNetwork network, AirGroup group, ImmutableArray<AirRadio> talkers) : IScene
{
    protected AirNetwork Network { get; } = network;

    public AirGroup Group { get; } = group;

    public ImmutableArray<AirRadio> Radios { get; } = talkers;

    public ImmutableArray<(AirSite Site, Timeslot Slot)> Slots { get; } =
        [.. network.SitesOf(group).Select(site => (site, site.SlotFor(group.Slot)))];

    public bool BreaksIn { get; init; }

    public virtual bool IsEmergency => false;

    public TimeSpan HangTime => Group.HangTime;

    public abstract Task PlayAsync(int number, Stage stage, CancellationToken stop);

    protected static async Task SayAsync(Stage stage, Spurt spurt, CancellationToken stop)
    {
        await stage.SpeakAsync(spurt, stop).ConfigureAwait(false);
        stage.Judge(spurt);
    }
}
