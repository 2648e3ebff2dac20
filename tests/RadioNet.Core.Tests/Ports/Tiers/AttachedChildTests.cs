using System.Net;
using RadioNet.Api;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>What a child is offered.</summary>
public sealed class AttachedChildTests : IDisposable
{
    private static readonly LocalizedText _full = new() { Vi = "Đĩa đầy.", En = "The disk is full." };

    private readonly TierBench _bench = new();
    private readonly AttachedChild _child = new(new LinkPeer(LinkPeerKind.Node, "core-d", "01", new IPEndPoint(IPAddress.Loopback, 1)), "test", 1, TierBench.Now);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_plan_that_it_could_not_keep_is_offered_again_and_less_often_each_time()
    {
        _child.Offer(_ => _bench.Parcel(TierBench.Plan(), 3));
        Assert.Equal(3, Offered());
        var now = TierBench.Now;
        foreach (var wait in new[] { 30, 60, 120 })
        {
            _child.NoteHeld(new PlanHeld { Number = 2, Problem = _full }, now);
            _child.OfferAgain(now.AddSeconds(wait - 1));
            Assert.Null(Offered());
            now = now.AddSeconds(wait);
            _child.OfferAgain(now);
            Assert.Equal(3, Offered());
            _child.OfferAgain(now.AddHours(1));
            Assert.Null(Offered());
        }

        _child.NoteHeld(new PlanHeld { Number = 3 }, now);
        _child.OfferAgain(now.AddHours(1));
        Assert.Null(Offered());
    }

    [Fact]
    public void A_child_that_only_says_what_it_holds_is_at_it_still()
    {
        _child.Offer(_ => _bench.Parcel(TierBench.Plan(), 3));
        Assert.Equal(3, Offered());
        _child.NoteHeld(new PlanHeld { Number = 2, Overlay = "core-d.1" }, TierBench.Now);
        _child.OfferAgain(TierBench.Now.AddHours(1));
        Assert.Null(Offered());
    }

    [Fact]
    public void A_new_revision_is_offered_at_once_and_the_old_one_no_more()
    {
        _child.Offer(_ => _bench.Parcel(TierBench.Plan(), 3));
        _child.NoteHeld(new PlanHeld { Number = 2, Problem = _full }, TierBench.Now);
        _child.Offer(_ => _bench.Parcel(TierBench.Plan(), 4));
        Assert.Equal([3, 4], new[] { Offered(), Offered() });
        _child.OfferAgain(TierBench.Now.AddHours(1));
        Assert.Null(Offered());
    }

    private int? Offered() => _child.Unsent.TryRead(out var said) ? said.PlanOffer.Number : null;
}
