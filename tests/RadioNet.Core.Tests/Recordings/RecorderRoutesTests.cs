using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Recordings;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Tests.Recordings;

/// <summary>A spurt is recorded at exactly one of the nodes on its way: at the arbiter's, or the nearest to it.</summary>
public sealed class RecorderRoutesTests
{
    private static readonly string[] _nodes = ["root", "a", "b", "a1", "a2", "b1"];

    private static readonly NodeView _view = new()
    {
        Top = "root",
        Uplinks = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string> { ["a"] = "root", ["b"] = "root", ["a1"] = "a", ["a2"] = "a", ["b1"] = "b" }),
    };

    [Fact]
    public void Whoever_talks_and_hears_and_arbitrates_one_node_records()
    {
        var cases = from arbiter in _nodes from talker in _nodes from hearing in Enumerable.Range(0, 1 << _nodes.Length) select (arbiter, talker, hearing);
        foreach (var (arbiter, talker, hearing) in cases)
        {
            var heard = _nodes.Where((_, place) => (hearing >> place & 1) == 1).Select(node => new SlotLease(new RepeaterId((uint)Array.IndexOf(_nodes, node)), Timeslot.One, 1));
            var split = RouteSplit.Of(talker, heard, lease => _nodes[lease.Repeater.Value], _view);
            var recording = split.Keys.Where(node => Records(node, arbiter, talker, split[node])).ToList();
            Assert.Single(recording);
            if (split.ContainsKey(arbiter))
            {
                Assert.Equal(arbiter, recording[0]);
            }
        }
    }

    [Fact]
    public void Who_cannot_reach_the_arbiter_records_what_it_has() =>
        Assert.True(Records("a", "gone", "a", new Branch(null, ["root"], [])));

    [Fact]
    public void A_stream_that_is_rerouted_is_judged_anew_until_it_is_over()
    {
        var routes = new RecorderRoutes("a", () => _view, talkgroup => talkgroup == 1001, new RecordingNames(new FakeTimeProvider()), new PortId(7));
        var (stream, call) = (new IngressId(1, "a"), new CallId("root", 1, 1));
        Assert.Equal(new PortId(7), routes.Of(new ToRouter.Grant(stream, 1, []) { Of = (call, new SpurtId("root", 1, 1)) }, Heard(1001), "hill", "1")!.Value.Port);
        Assert.Null(routes.Of(new ToRouter.Reroute(stream, []) { Links = ["root"] }));
        Assert.NotNull(routes.Of(new ToRouter.Reroute(stream, []) { Links = ["a1"] }));
        routes.End(stream);
        Assert.Null(routes.Of(new ToRouter.Reroute(stream, [])));
    }

    [Fact]
    public void Talkgroups_that_are_not_marked_and_private_calls_are_not_on_the_way_to_it()
    {
        var routes = new RecorderRoutes("a", () => _view, talkgroup => talkgroup == 1001, new RecordingNames(new FakeTimeProvider()), new PortId(7));
        var grant = new ToRouter.Grant(new IngressId(1, "a"), 1, []) { Of = (new CallId("a", 1, 1), new SpurtId("a", 1, 1)) };
        Assert.Null(routes.Of(grant, Heard(1002), "hill", "1"));
        Assert.Null(routes.Of(grant, Heard(1001) with { TargetKind = AddressKind.Unit }, "hill", "1"));
        Assert.Null(routes.Of(new ToRouter.Reroute(grant.Ingress, [])));
        Assert.NotNull(routes.Of(grant, Heard(1001), "hill", "1"));
    }

    private static HeardStream Heard(uint talkgroup) => new()
    {
        Ingress = new IngressId(1, "a"),
        Repeater = new RepeaterId(1),
        Slot = Timeslot.One,
        TargetKind = AddressKind.Group,
        Source = new RadioId(1),
        Target = talkgroup,
        HeardAt = DateTimeOffset.UnixEpoch,
    };

    private static bool Records(string node, string arbiter, string talker, Branch branch)
    {
        var routes = new RecorderRoutes(node, () => _view, talkgroup => talkgroup == 1001, new RecordingNames(new FakeTimeProvider()), new PortId(7));
        var (call, spurt) = (new CallId(arbiter, 1, 1), new SpurtId(arbiter, 1, 1));
        return (node == talker
            ? routes.Of(new ToRouter.Grant(new IngressId(1, node), 1, branch.Leases) { Of = (call, spurt), Links = branch.To }, Heard(1001), "hill", "1")
            : routes.Of(new ToRouter.Relay(call, spurt, 1, branch))) is not null;
    }
}
