using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.Simulator.Conversations.Scenes;

/// <summary>A radio talks that the network must not carry; it breaks in, as such radios do.</summary>
internal sealed class DenialScene(AirSite site, Timeslot slot, RadioId radio, TalkgroupId group, Utterance words, string reason, AirRadio? known) : IScene
{
    public ImmutableArray<(AirSite Site, Timeslot Slot)> Slots => [];

    public ImmutableArray<AirRadio> Radios { get; } = known is null ? [] : [known];

    public bool BreaksIn => true;

    public bool IsEmergency => false;

    public TimeSpan HangTime => TimeSpan.Zero;

    /// <summary>A radio that no plan has.</summary>
    public static DenialScene Unknown(AirNetwork network, Cast cast)
    {
        var group = cast.One(network.Groups);
        var sites = network.SitesOf(group);
        var site = sites.IsEmpty ? cast.One(network.Sites) : cast.One(sites);
        var stranger = new RadioId(network.Radios.Max(radio => radio.Id.Value) + 1 + (uint)cast.Number(900));
        return new(site, group.Slot, stranger, group.Id, Words(cast), "unknown-radio", null);
    }

    /// <summary>A radio on a talkgroup that it has not, or, when the network bars it, on one that it has.</summary>
    public static DenialScene? Known(AirNetwork network, Cast cast)
    {
        var radio = cast.Shuffled(network.Radios).OrderByDescending(one => one.Barred && cast.Number(2) == 0).FirstOrDefault();
        if (radio is null) return null;
        var groups = network.Groups.Where(group => radio.Groups.Contains(group.Id) == radio.Barred).ToImmutableArray();
        if (groups.IsEmpty) return null;
        var group = cast.One(groups);
        return new(network.Home(radio), group.Slot, radio.Id, group.Id, Words(cast), radio.Barred ? "stunned" : "not-member", radio);
    }

    /// <summary>A radio on its talkgroup's other timeslot.</summary>
    public static DenialScene? WrongSlot(AirNetwork network, Cast cast)
    {
        var radio = cast.Shuffled(network.Radios).FirstOrDefault(one => !one.Barred && !network.Home(one).Simplex);
        var group = radio is null ? null : cast.Shuffled(network.Groups).FirstOrDefault(one => radio.Groups.Contains(one.Id));
        if (radio is null || group is null) return null;
        var other = group.Slot == Timeslot.One ? Timeslot.Two : Timeslot.One;
        return new(network.Home(radio), other, radio.Id, group.Id, Words(cast), "wrong-slot", radio);
    }

    public async Task PlayAsync(int number, Stage stage, CancellationToken stop)
    {
        var spurt = Stage.ToDeny(number, radio, site, slot, group, words, reason);
        await stage.SpeakAsync(spurt, stop).ConfigureAwait(false);
        stage.Judge(spurt);
    }

    private static Utterance Words(Cast cast) => cast.Call(cast.IsVietnamese()) with { Superframes = 4 + cast.Number(4) };
}
