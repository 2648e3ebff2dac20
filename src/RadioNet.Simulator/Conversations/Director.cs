using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Simulator.Conversations.Scenes;

namespace RadioNet.Simulator.Conversations;

/// <summary>
/// Keeps three lanes of scenes going: the wide talkgroups of each timeslot, and what happens beside them. Each lane draws its
/// own scenes by the seed, in an order that no clock changes; they wait for each other where they need the same timeslots.
/// </summary>
internal sealed class Director(AirNetwork network, Stage stage, int seed)
{
    /// <summary>After the hang time the network has surely given the timeslots back.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(300);

    private int _scenes;

    public async Task RunAsync(CancellationToken stop)
    {
        var usable = network.Groups.Where(group => !network.TalkersOf(group).IsEmpty).ToImmutableArray();
        var wide = usable.Where(group => network.SitesOf(group).Length * 3 >= network.Sites.Length).ToImmutableArray();
        var check = await CheckRadiosAsync(usable, stop).ConfigureAwait(false);
        Task[] lanes =
        [
            check,
            PlayUntilStopAsync(() => RunAfterAsync(check, () => RunLaneAsync(1, WideScenes([.. wide.Where(group => group.Slot == Timeslot.One)], quietFirst: false), stop), stop), stop),
            RunLaneAsync(2, WideScenes([.. wide.Where(group => group.Slot == Timeslot.Two)], quietFirst: true), stop),
            RunLaneAsync(3, SideScenes([.. usable.Except(wide)], usable), stop),
        ];
        await Task.WhenAll(lanes).ConfigureAwait(false);
        await stage.SettleAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Radio checks on a talkgroup of one site and on the one of most sites, of which nothing is due anywhere: what a process does for
    /// the first time takes it longer than the bursts wait that a node keeps. Returns when they have been said; the task within, when
    /// their calls are over.
    /// </summary>
    private async Task<Task> CheckRadiosAsync(ImmutableArray<AirGroup> groups, CancellationToken stop)
    {
        var near = groups.FirstOrDefault(group => network.SitesOf(group).Length == 1);
        var wide = groups.Where(group => !group.Affiliated && !group.OneWay && group.Slot != near?.Slot)
            .OrderByDescending(group => network.SitesOf(group).Length).ThenBy(group => group.HangTime).FirstOrDefault();
        return Task.WhenAll(await Task.WhenAll(new[] { near, wide }.OfType<AirGroup>().Select(group => CheckRadioAsync(group, stop))).ConfigureAwait(false));
    }

    private async Task<Task> CheckRadioAsync(AirGroup group, CancellationToken stop)
    {
        var said = new TaskCompletionSource();
        var cast = new Cast(network, seed);
        var scene = new RadioCheckScene(network, group, cast.Talkers(group, 1), cast.Answer(cast.IsVietnamese()), said);
        var over = PlayUntilStopAsync(() => PlayAsync(scene, stop), stop);
        await Task.WhenAny(said.Task, over).ConfigureAwait(false);
        return over;
    }

    private Func<Cast, IEnumerable<IScene?>> WideScenes(ImmutableArray<AirGroup> groups, bool quietFirst) => groups.IsEmpty ? _ => [] : cast =>
    {
        IScene?[] events = [CollisionScene.Make(network, cast.One(groups), cast), EmergencyScene.Make(network, cast.One(groups), cast)];
        IScene[] talk = [.. cast.Shuffled(groups).Select(group => ConversationScene.Make(network, group, cast))];
        return quietFirst ? [talk[0], .. events, .. talk[1..]] : [.. events, .. talk];
    };

    private Func<Cast, IEnumerable<IScene?>> SideScenes(ImmutableArray<AirGroup> local, ImmutableArray<AirGroup> all) => cast =>
    {
        var pairs = local.Where(group => PrivateScene.Make(network, group, new Cast(network, 0)) is not null).ToImmutableArray();
        if (pairs.IsEmpty) pairs = [.. all.Where(group => !group.OneWay && !group.Affiliated)];
        var next = new Queue<AirGroup>(cast.Shuffled(local));
        return
        [
            DenialScene.Unknown(network, cast),
            next.TryDequeue(out var first) ? ConversationScene.Make(network, first, cast).BreakIn() : null,
            pairs.IsEmpty ? null : PrivateScene.Make(network, cast.One(pairs), cast),
            next.TryDequeue(out var second) ? ConversationScene.Make(network, second, cast).Briefly() : null,
            DenialScene.Known(network, cast),
            .. next.Take(2).Select(group => ConversationScene.Make(network, group, cast).Briefly()),
            DenialScene.WrongSlot(network, cast),
        ];
    };

    /// <summary>Who talks as soon as a timeslot is given back may be taken to have asked before.</summary>
    private async Task RunAfterAsync(Task check, Func<Task> lane, CancellationToken stop)
    {
        await check.ConfigureAwait(false);
        await stage.PauseAsync(Margin, stop).ConfigureAwait(false);
        await lane().ConfigureAwait(false);
    }

    private Task RunLaneAsync(int lane, Func<Cast, IEnumerable<IScene?>> round, CancellationToken stop)
    {
        var cast = new Cast(network, unchecked((seed * 31) + lane));
        return PlayUntilStopAsync(() => PlayRoundsAsync(cast, round, stop), stop);
    }

    private async Task PlayRoundsAsync(Cast cast, Func<Cast, IEnumerable<IScene?>> round, CancellationToken stop)
    {
        while (true)
        {
            var scenes = round(cast).OfType<IScene>().ToImmutableArray();
            if (scenes.IsEmpty) return;
            foreach (var scene in scenes)
            {
                await PlayAsync(scene, stop).ConfigureAwait(false);
                await stage.PauseAsync(cast.Span(0.3, 1.2), stop).ConfigureAwait(false);
            }
        }
    }

    private static async Task PlayUntilStopAsync(Func<Task> play, CancellationToken stop)
    {
        try
        {
            await play().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The conversations stop.
        }
    }

    private async Task PlayAsync(IScene scene, CancellationToken stop)
    {
        int number = Interlocked.Increment(ref _scenes);
        using var reserved = await stage.Reservations.TakeAsync(NamesOf(scene), stop).ConfigureAwait(false);
        var uses = scene.Slots.Select(place => stage.Airtime.Occupy(number, place.Site, place.Slot, scene.IsEmergency)).ToArray();
        try
        {
            await scene.PlayAsync(number, stage, stop).ConfigureAwait(false);
            await stage.PauseAsync(scene.HangTime + Margin, stop).ConfigureAwait(false);
        }
        finally
        {
            foreach (var use in uses) stage.Airtime.End(use);
        }
    }

    // A simplex site takes both timeslots' calls on one: nobody waits for it, and what it misses is counted as left out.
    private static IEnumerable<string> NamesOf(IScene scene)
    {
        var radios = scene.Radios.Select(radio => $"radio {radio.Id}");
        return scene.BreaksIn ? radios : radios.Concat(scene.Slots.Where(place => !place.Site.Simplex).Select(place => $"{place.Site.Id} {place.Slot}"));
    }
}
