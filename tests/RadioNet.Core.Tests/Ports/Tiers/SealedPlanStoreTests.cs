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
            var keeper = new PlanKeeper(database, TimeProvider.System);
            Assert.Equal((7, RevisionOrigin.Root, "core"), (keeper.Revision.Number, keeper.Revision.Origin, keeper.Revision.Who));
            Assert.Equal(70, keeper.Current.Plan.Subscribers.Length);
            Assert.Equal(30, keeper.Find(3)!.Subscribers.Length);
            Assert.Equal([7, 3, 2, 1], database.History(int.MaxValue, 9).Select(revision => revision.Number));
            var again = database.NewestSealed()!;
            var (taken, problem, _) = TierBench.Carry(new(again, keeper.Current, "core-d"), _bench.Intake(held: 6));
            Assert.Null(problem);
            Assert.True(PlanContent.Same(keeper.Current.Plan, taken!.Plan));
            Assert.Contains(database.Audit(long.MaxValue, 9), entry => entry is { Action: "plan-root", Detail: "revision 7 of the root, by way of core" });
        }
    }

    private void Take(PlanDatabase database, PlanKeeper keeper, int number, int subscribers)
    {
        var received = TierBench.Carry(_bench.Parcel(TierBench.Plan(subscribers), number), _bench.Intake()).Plan!;
        keeper.Obey(number, received.Plan, received.Draft("core", TierBench.Now), draft => database.AddSealed(draft, received.Sealed));
    }

    private PlanDatabase Open() => new(_folder.Path, TimeProvider.System);
}
