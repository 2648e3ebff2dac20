using CsCheck;
using Google.Protobuf;
using RadioNet.Core.Access;
using RadioNet.Plan;

namespace RadioNet.Core.Tests.Ports.Tiers;

public sealed class PlanIntakeTests : IDisposable
{
    private readonly TierBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_plan_comes_whole_with_the_secrets_that_its_node_may_know()
    {
        var (plan, problem, _) = TierBench.Carry(_bench.Parcel(TierBench.Plan(), 5), _bench.Intake(held: 4));
        Assert.Null(problem);
        Assert.Equal(["secret of p", "secret of d", "secret of c", PlanSecrets.Kept], plan!.Plan.Sites.SelectMany(site => site.Repeaters).Select(repeater => repeater.Secret));
        Assert.Equal([TierBench.Hash("p"), TierBench.Hash("c"), PlanSecrets.Kept], plan.Plan.Users.Select(user => user.PasswordHash));
        Assert.Equal(PlanWriter.Write(TierBench.Plan()), PlanWriter.Write(plan.Plan));
        Assert.Equal(5, plan.Sealed.Number);

        // What came is passed on as it is, and the next node below takes it.
        var (below, why, _) = TierBench.Carry(new(plan.Sealed, new PlanIndex(plan.Plan, plan.Sealed.Number), "core-d"), _bench.Intake());
        Assert.Null(why);
        Assert.True(PlanContent.Same(plan.Plan, below!.Plan));
    }

    [Fact]
    public void Nodes_of_a_process_share_what_is_read_and_each_has_the_lines_of_its_export()
    {
        var sealedPlan = _bench.Seal(TierBench.Plan(50), 5);
        var source = new PlanIndex(TierBench.Plan(50), 5);
        var one = TierBench.Carry(new(sealedPlan, source, "core-d"), _bench.Intake()).Plan!;
        var two = TierBench.Carry(new(sealedPlan, source, "core-d"), _bench.Intake()).Plan!;
        Assert.Same(one.Plan.Subscribers[0], two.Plan.Subscribers[0]);

        var exported = PlanReader.Read(PlanWriter.Write(one.Plan, withSecrets: true)).Plan!;
        Assert.Equal(exported.Subscribers.Select(subscriber => subscriber.Line), one.Plan.Subscribers.Select(subscriber => subscriber.Line));
        Assert.Equal(exported.Sites.SelectMany(site => site.Repeaters).Select(repeater => repeater.Line), one.Plan.Sites.SelectMany(site => site.Repeaters).Select(repeater => repeater.Line));
        Assert.True(PlanContent.Same(exported, one.Plan));
    }

    [Fact]
    public void A_large_plan_comes_in_many_small_parts()
    {
        var (plan, problem, parts) = TierBench.Carry(_bench.Parcel(TierBench.Plan(10_000), 2), _bench.Intake());
        Assert.Null(problem);
        Assert.Equal(10_000, plan!.Plan.Subscribers.Length);
        Assert.InRange(parts, 10, 100);
    }

    [Fact]
    public void What_the_root_did_not_sign_is_not_even_asked_for()
    {
        var parcel = _bench.Parcel(TierBench.Plan(), 5);
        using var other = NetworkAuthority.Create(TierBench.Now);
        var forged = ByteString.CopyFrom(other.Sign(PlanSeal.Line("n", 5, parcel.Offer().Sha256.Span)));
        Action<Api.PlanOffer>[] changes =
        [
            offer => offer.Signature = forged,
            offer => offer.Signature = ByteString.Empty,
            offer => offer.Number = 6,
            offer => offer.Network = "m",
            offer => offer.Sha256 = ByteString.CopyFrom(new byte[32]),
            offer => offer.Sha256 = ByteString.Empty,
        ];
        foreach (var change in changes)
        {
            var (plan, problem, parts) = TierBench.Carry(parcel, _bench.Intake(), change);
            Assert.Equal((null, 0), (plan, parts));
            Assert.Contains("has not the root's signature", problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void What_is_no_newer_is_not_asked_for(int held)
    {
        var (plan, problem, parts) = TierBench.Carry(_bench.Parcel(TierBench.Plan(), 5), _bench.Intake(held));
        Assert.Equal((null, 0), (plan, parts));
        Assert.Contains($"no newer than revision {held}", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_without_this_node_is_not_taken()
    {
        var (plan, problem, _) = TierBench.Carry(_bench.Parcel(TierBench.Plan(), 5), _bench.Intake(node: "core-x"));
        Assert.Null(plan);
        Assert.Contains("has no node core-x", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_that_no_plan_has_are_not_asked_for()
    {
        foreach (var size in new[] { 0u, uint.MaxValue })
        {
            Assert.NotNull(_bench.Intake().Begin(Offer(text: size, sheet: 10)).Problem);
            Assert.NotNull(_bench.Intake().Begin(Offer(text: 10, sheet: size)).Problem);
        }

        Api.PlanOffer Offer(uint text, uint sheet)
        {
            var offer = _bench.Parcel(TierBench.Plan(), 5).Offer();
            (offer.TextSize, offer.SheetSize) = (text, sheet);
            return offer;
        }
    }

    [Fact]
    public void Parts_that_were_not_asked_for_change_nothing()
    {
        var parcel = _bench.Parcel(TierBench.Plan(), 5);
        var intake = _bench.Intake();
        Assert.Equal(default, intake.Take(parcel.Part(new Api.PlanAsk { Number = 5 })!));
        var ask = intake.Begin(parcel.Offer()).Ask!;
        var first = parcel.Part(ask)!;
        Assert.Equal(default, intake.Take(new Api.PlanPart(first) { Number = 4 }));
        Assert.Equal(default, intake.Take(new Api.PlanPart(first) { Offset = 1 }));
        Assert.Equal(default, intake.Take(new Api.PlanPart(first) { Octets = ByteString.Empty }));
        ask = intake.Take(first).Ask!;
        Assert.NotNull(intake.Take(parcel.Part(ask)!).Plan);
        Assert.Null(parcel.Part(new Api.PlanAsk { Number = 5, Offset = uint.MaxValue }));
        Assert.Null(parcel.Part(new Api.PlanAsk { Number = 4 }));
    }

    [Fact]
    public void Whatever_happens_to_the_text_on_its_way_only_what_was_signed_comes_out()
    {
        var plan = TierBench.Plan(100);
        var parcel = _bench.Parcel(plan, 5);
        var (signed, size) = (PlanWriter.Write(plan), (int)parcel.Offer().TextSize);
        Gen.Select(Gen.Int[0, size - 1], Gen.Byte[1, 255]).Sample(
            (at, flip) =>
            {
                var (taken, problem, _) = TierBench.Carry(parcel, _bench.Intake(), null, part =>
                {
                    if (at < part.Offset || at >= part.Offset + part.Octets.Length)
                    {
                        return part;
                    }

                    var octets = part.Octets.ToByteArray();
                    octets[at - part.Offset] ^= flip;
                    return new Api.PlanPart(part) { Octets = ByteString.CopyFrom(octets) };
                });
                Assert.True(taken is null ? problem is not null : PlanWriter.Write(taken.Plan) == signed);
            },
            iter: 300);
    }
}
