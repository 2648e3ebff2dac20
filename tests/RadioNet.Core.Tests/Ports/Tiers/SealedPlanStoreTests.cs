using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Plan;

namespace RadioNet.Core.Tests.Ports.Tiers;

public sealed class SealedPlanStoreTests : IDisposable
{
    private readonly TierBench _bench = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_came_from_the_root_has_its_number_and_is_there_after_a_restart()
    {
        using (var database = Open())
        {
            var keeper = new PlanKeeper(database, TimeProvider.System);
            keeper.Apply(new ChangeRequest("an"), TierBench.Text(1));
            keeper.Apply(new ChangeRequest("an"), TierBench.Text(2));
            keeper.Apply(new ChangeRequest("an"), TierBench.Text(3));
            Assert.Null(database.NewestSealed());

            // Revisions 3 and 4 were made here before the root was heard; the root's 3 and 7 are the network's.
            Take(database, keeper, 3, 30);
            Assert.Equal([3, 2, 1], database.History(int.MaxValue, 9).Select(revision => revision.Number));
            Take(database, keeper, 7, 70);
            Assert.Equal((7, 7), (keeper.Revision.Number, keeper.Current.Revision));
        }

        using (var database = Open())
        {
            var keeper = new PlanKeeper(database, TimeProvider.System, number => ReceivedPlan.Stored(database, number, _bench.Readings));
            Assert.Equal((7, RevisionOrigin.Root, "core"), (keeper.Revision.Number, keeper.Revision.Origin, keeper.Revision.Who));
            Assert.Equal(70, keeper.Current.Plan.Subscribers.Length);
            Assert.Equal(30, keeper.Find(3)!.Subscribers.Length);
            Assert.Equal(["secret of p", "secret of d", "secret of c", PlanSecrets.Kept], keeper.Find(3)!.Sites.SelectMany(site => site.Repeaters).Select(one => one.Secret));
            Assert.Equal([TierBench.Hash("p"), TierBench.Hash("c"), PlanSecrets.Kept], keeper.Current.Plan.Users.Select(user => user.PasswordHash));
            Assert.Equal(PlanWriter.Write(keeper.Current.Plan, withSecrets: true), database.ReadText(7));
            Assert.Equal([7, 3, 2, 1], database.History(int.MaxValue, 9).Select(revision => revision.Number));
            var again = database.NewestSealed()!;
            var (taken, problem, _) = TierBench.Carry(new(again, keeper.Current, "core-d"), _bench.Intake(held: 6));
            Assert.Null(problem);
            Assert.True(PlanContent.Same(keeper.Current.Plan, taken!.Plan));
            Assert.Contains(database.Audit(long.MaxValue, 9), entry => entry is { Action: "plan-root", Detail: "revision 7 of the root, by way of core" });
        }
    }

    [Fact]
    public void A_stored_plan_is_shared_with_the_nodes_that_have_the_same_one()
    {
        using var database = Open();
        var keeper = new PlanKeeper(database, TimeProvider.System);
        Take(database, keeper, 7, 70);
        var again = new PlanKeeper(database, TimeProvider.System, number => ReceivedPlan.Stored(database, number, _bench.Readings));
        Assert.Same(keeper.Current.Plan.Subscribers[0], again.Current.Plan.Subscribers[0]);
        Assert.Equal(("secret of d", 7), (again.Current.Plan.Sites[1].Repeaters[0].Secret, again.Current.Revision));

        // From its text alone, as where no other node is, it is the same down to the lines.
        var alone = new PlanKeeper(database, TimeProvider.System).Current.Plan;
        Assert.True(PlanContent.Same(alone, again.Current.Plan));
        Assert.Equal(alone.Subscribers.Select(one => one.Line), again.Current.Plan.Subscribers.Select(one => one.Line));
        Assert.Equal(alone.Sites.SelectMany(site => site.Repeaters).Select(one => one.Line), again.Current.Plan.Sites.SelectMany(site => site.Repeaters).Select(one => one.Line));

        // What was made here is not the root's.
        Assert.Null(ReceivedPlan.Stored(database, 1, _bench.Readings));
        Assert.Null(database.SecretsOf(1));
    }

    private void Take(PlanDatabase database, PlanKeeper keeper, int number, int subscribers)
    {
        var received = TierBench.Carry(_bench.Parcel(TierBench.Plan(subscribers), number), _bench.Intake()).Plan!;
        keeper.Obey(received.Index, () => database.AddSealed(received.ToStore("core", TierBench.Now)));
    }

    private PlanDatabase Open() => new(_folder.Path, TimeProvider.System);
}
