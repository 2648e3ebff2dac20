using RadioNet.Protocols;
using RadioNet.Simulator.Conversations;
using RadioNet.Simulator.Conversations.Scenes;

namespace RadioNet.Simulator.Tests.Conversations;

public sealed class CastTests
{
    private static readonly AirGroup Group = new(new(1001), Timeslot.One, ["hill", "dam", "post"]);

    private static readonly AirNetwork Network = new(
        [new("hill", new(1), "", new(1)), new("dam", new(2), "", new(1)), new("post", new(3), "", new(1)) { Simplex = true }],
        [Group],
        [.. Enumerable.Range(1, 12).Select(id => new AirRadio(new((uint)id), id % 3 == 0 ? "hill" : id % 3 == 1 ? "dam" : "post", [new(1001)]) { Barred = id == 12 })]);

    [Fact]
    public void The_same_seed_makes_the_same_script()
    {
        static IEnumerable<uint> Script(int seed)
        {
            var cast = new Cast(Network, seed);
            return [.. Enumerable.Range(0, 20).SelectMany(_ => ConversationScene.Make(Network, Group, cast).Radios).Select(radio => radio.Id.Value)];
        }

        Assert.Equal(Script(7), Script(7));
        Assert.NotEqual(Script(7), Script(8));
    }

    [Fact]
    public void Who_talks_has_the_talkgroup_and_is_not_barred_and_sites_come_before_radios()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var talkers = new Cast(Network, seed).Talkers(Group, 3);
            Assert.Equal(3, talkers.Select(radio => radio.Site).Distinct().Count());
            Assert.DoesNotContain(talkers, radio => radio.Barred);
        }
    }

    [Fact]
    public void A_stranger_is_no_radio_of_the_network()
    {
        var scene = DenialScene.Unknown(Network, new Cast(Network, 1));
        Assert.Empty(scene.Radios);
        Assert.True(scene.BreaksIn);
    }

    [Fact]
    public void At_a_simplex_site_every_call_is_on_slot_two()
    {
        var scene = ConversationScene.Make(Network, Group, new Cast(Network, 1));
        Assert.Equal(
            [("hill", Timeslot.One), ("dam", Timeslot.One), ("post", Timeslot.Two)], scene.Slots.Select(place => (place.Site.Id, place.Slot)));
    }
}
