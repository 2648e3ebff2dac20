using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Calls;
using RadioNet.Core.Tests.Ports.Tiers;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Tests.Calls;

/// <summary>A switchboard whose outside fails.</summary>
public sealed class SwitchboardFailureTests : IOutside, IMachineHost, IPlanView
{
    public PlanIndex Current { get; } = new(new NetworkPlan("failing"), 1);

    [Fact]
    public void Each_failure_is_counted_and_few_are_told()
    {
        FakeTimeProvider time = new();
        HeardLog<Switchboard> log = new();
        using Switchboard board = new(this, new IngressTable(new RulesContext(this, time, new IdSource("core", 1), new CallTimers())), time, log);
        board.Start(this);
        for (var i = 0; i < 100; i++)
        {
            board.Post(new Letter(Address.Router, new ToRouter.Stop(new IngressId(1, "core"), Reason.Ended)));
        }

        Assert.True(SpinWait.SpinUntil(() => board.Failures == 100, TimeSpan.FromSeconds(10)));
        Assert.Equal(3, log.Lines.Count);
        time.Advance(TimeSpan.FromMinutes(1));
        board.Post(new Letter(Address.Router, new ToRouter.Stop(new IngressId(1, "core"), Reason.Ended)));
        Assert.True(SpinWait.SpinUntil(() => log.Lines.Count == 4, TimeSpan.FromSeconds(10)));
        Assert.EndsWith("It is failure 101 since the start.", log.Lines.Last());
    }

    Message? IOutside.Translate(in RouterEvent said) => null;

    void IOutside.Take(Message message) => throw new InvalidOperationException("The router does not take it.");

    ValueTask<Answer> IMachineHost.Handle(Address machine, Batch batch) => throw new InvalidOperationException();

    public IEnumerable<PlanIndex> Since(int revision) => [Current];
}
