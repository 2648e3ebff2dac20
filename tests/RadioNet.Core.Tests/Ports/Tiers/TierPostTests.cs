using RadioNet.Api;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Ports.Tiers.Letters;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>The registry of links, without links.</summary>
public sealed class TierPostTests
{
    private readonly TierEars _ears = new();
    private readonly TierPost _post;

    public TierPostTests() => _post = new TierPost(() => "core") { Hearer = _ears };

    [Fact]
    public void What_is_for_a_neighbour_goes_over_its_link_alone()
    {
        List<TierCall> one = [], other = [];
        var first = Begin("a", said => Keep(one, said));
        Begin("b", said => Keep(other, said));
        _post.Send("a", TierEars.Letter(1));
        _post.Send("b", TierEars.Letter(2));
        _post.Send("c", TierEars.Letter(3));
        first.Close();
        _post.Send("a", TierEars.Letter(4));
        Assert.Equal((1, 2), (Assert.Single(one).Envelope.Letter.Queued.Position, Assert.Single(other).Envelope.Letter.Queued.Position));
        Assert.Equal((2, 0), (_post.Unsent, _post.Malformed));
    }

    [Fact]
    public void A_session_that_is_over_is_not_heard_any_more_and_its_end_is_told_once()
    {
        var session = Begin("a");
        session.Hear(Said(1));
        session.Close();
        session.Hear(Said(2));
        session.Close();
        Assert.Equal(["a 1", "down a"], _ears.Heard);
    }

    [Fact]
    public void The_uplink_is_told_before_what_comes_over_it()
    {
        var session = _post.Begin("a", isAbove: true, _ => true, _ => { });
        session.Hear(Said(1));
        Assert.Equal(["up a", "a 1"], _ears.Heard);
    }

    [Fact]
    public async Task Sessions_of_one_neighbour_never_mix()
    {
        for (var turn = 0; turn < 200; turn++)
        {
            var from = _ears.Heard.Length;
            var old = Begin("a");
            using var go = new Barrier(2);
            var talker = Task.Run(() =>
            {
                go.SignalAndWait();
                for (var i = 0; i < 20; i++)
                {
                    old.Hear(Said(1));
                }
            });
            go.SignalAndWait();
            var young = Begin("a");
            young.Hear(Said(2));
            await talker;
            old.Close();
            young.Close();
            Assert.Matches("^(?:(?:a 1,)+down a,)?a 2,down a$", string.Join(',', _ears.Heard[from..]));
        }
    }

    [Fact]
    public void A_link_of_nonsense_ends_with_its_reason()
    {
        List<string> ends = [];
        var session = _post.Begin("a", isAbove: false, _ => true, ends.Add);
        for (var i = 0; i < TierPostSession.MostMalformed; i++)
        {
            session.Hear(new TierCall());
        }

        session.Hear(Said(1));
        Assert.Empty(ends);
        session.Hear(new TierCall());
        session.Hear(new TierCall());
        session.Hear(Said(2));
        Assert.Equal("More than 16 messages about calls were none; of the last one: nothing that is known is said.", Assert.Single(ends));
        Assert.Equal(["a 1", "down a"], _ears.Heard);
        Assert.Equal(18, _post.Malformed);
    }

    [Fact]
    public void A_neighbour_that_says_more_than_is_worked_off_is_let_go()
    {
        List<string> ends = [];
        _ears.Room = 2;
        var session = _post.Begin("a", isAbove: false, _ => true, ends.Add);
        for (var i = 0; i < 5; i++)
        {
            session.Hear(Said(i));
        }

        Assert.Equal("It says more of calls than this node can work off.", Assert.Single(ends));
        Assert.Equal(["a 0", "a 1", "down a"], _ears.Heard);
    }

    [Fact]
    public void A_link_that_takes_no_more_ends()
    {
        List<string> ends = [];
        var room = 2;
        _post.Begin("a", isAbove: true, _ => room-- > 0, ends.Add);
        for (var i = 0; i < 4; i++)
        {
            _post.Send("a", TierEars.Letter(i));
        }

        Assert.Single(ends);
        Assert.Equal(["up a", "down a"], _ears.Heard);
        Assert.Equal(2, _post.Unsent);
    }

    [Fact]
    public void Links_that_stood_before_anybody_heard_are_let_go()
    {
        List<string> ends = [];
        var post = new TierPost(() => "core");
        var session = post.Begin("a", isAbove: true, _ => true, ends.Add);
        session.Hear(Said(1));
        session.Hear(new TierCall());
        post.Hearer = _ears;
        session.Hear(Said(2));
        Assert.Single(ends);
        Assert.Empty(_ears.Heard);
        post.Begin("a", isAbove: true, _ => true, ends.Add).Hear(Said(3));
        Assert.Equal(["up a", "a 3"], _ears.Heard);
    }

    private static TierCall Said(int number) => TierCalls.Of(TierEars.Letter(number), "a");

    private static bool Keep(List<TierCall> all, TierCall said)
    {
        all.Add(said);
        return true;
    }

    private TierPostSession Begin(string neighbour, Func<TierCall, bool>? send = null) =>
        _post.Begin(neighbour, isAbove: false, send ?? (_ => true), why => Assert.Fail(why));
}
