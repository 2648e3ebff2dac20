using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.Core.Calls;
using RadioNet.Core.Hosting;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Core.Tests.Calls;

/// <summary>Nodes that come and go in one silo.</summary>
public sealed class SiloNodesTests : IAsyncLifetime
{
    private static readonly Batch _nothing = new([]);

    private SiloHost? _silo;

    private SiloNodes Nodes => _silo!.Nodes;

    public async ValueTask InitializeAsync() => _silo = await SiloHost.StartAsync();

    public ValueTask DisposeAsync() => _silo!.DisposeAsync();

    [Fact]
    public async Task A_node_that_runs_is_not_taken_in_again()
    {
        await using var seat = Nodes.Join("core", Context("core"));
        var refused = Assert.Throws<NodeStartException>(() => Nodes.Join("core", Context("core")));
        Assert.Contains("core runs in this process already", refused.Message, StringComparison.Ordinal);
        await using var other = Nodes.Join("core-2", Context("core-2"));
    }

    [Fact]
    public async Task Grains_decide_by_what_is_their_nodes()
    {
        await using var one = Nodes.Join("core", Context("core"));
        Assert.Same(one, Nodes.Find($"{one.Prefix}a/b"));
        var site = Address.Site("hill");
        await new GrainHost(one).Handle(site, _nothing);
        await new GrainHost(one).Handle(Address.Call("g1"), _nothing);
        Assert.Equal(2, await ActiveAsync(one));
    }

    [Fact]
    public async Task A_node_that_starts_again_meets_nothing_of_what_it_was()
    {
        var before = Nodes.Join("core", Context("core"));
        await using var other = Nodes.Join("other", Context("other"));
        var (machines, others) = (new GrainHost(before), new GrainHost(other));
        Address[] addresses = [Address.Site("hill"), Address.Call("g1"), Address.Subscriber(new RadioId(1))];
        foreach (var address in addresses)
        {
            await machines.Handle(address, _nothing);
            await others.Handle(address, _nothing);
        }

        Assert.Equal(6, await ActiveAsync(other));
        await before.DisposeAsync();
        Assert.Equal(3, await ActiveAsync(other));
        await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await machines.Handle(addresses[0], _nothing));

        await using var again = Nodes.Join("core", Context("core"));
        Assert.NotEqual(before.Prefix, again.Prefix);
        await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await machines.Handle(addresses[0], _nothing));
        await new GrainHost(again).Handle(addresses[0], _nothing);
        await others.Handle(addresses[0], _nothing);
        Assert.Equal(4, await ActiveAsync(other));
    }

    private static RulesContext Context(string node) =>
        new(new FixedPlan(new PlanIndex(NetworkPlan.Empty, 1)), TimeProvider.System, new IdSource(node, 1), new CallTimers());

    /// <summary>How many machines are active in the silo.</summary>
    private static async Task<int> ActiveAsync(SiloSeat seat)
    {
        var grains = await seat.Grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        return grains.Where(grain => grain.GrainType.Contains("RadioNet", StringComparison.Ordinal)).Sum(grain => grain.ActivationCount);
    }

    private sealed record FixedPlan(PlanIndex Current) : IPlanView;
}
