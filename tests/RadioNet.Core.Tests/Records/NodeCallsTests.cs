using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Tests.Records;

public sealed class NodeCallsTests
{
    private static readonly StoreId _store = new("low", 7);

    [Fact]
    public void A_record_is_read_as_it_was_written()
    {
        var call = CallRecords.Ended(3) with { Node = "low", Origin = new RecordOrigin("hill/bs1", 1, 2), Recorded = CallRecords.Start };
        var message = CallMessages.Of(call);
        Assert.True(NodeCalls.TryRead(message, _store, 3, out var read, out _));
        Assert.Equal((3L, "low", new StoreOrigin(7, 3), null), (read.NumberAtNode, read.Node, read.Made, read.Origin));
        Assert.Equal(message, CallMessages.Of(read));
    }

    [Fact]
    public void What_only_a_newer_node_says_passes()
    {
        var message = CallMessages.Of(CallRecords.Ended(3));
        message.Reason = "a-reason-of-next-year";
        Assert.True(NodeCalls.TryRead(message, _store, 3, out var read, out _));
        Assert.Equal("a-reason-of-next-year", read.Reason);
    }

    [Fact]
    public void Names_are_cut()
    {
        var message = CallMessages.Of(CallRecords.Ended(3));
        message.TargetName = message.SourceName = message.Spurts[0].SourceName = new string('x', 1000);
        Assert.True(NodeCalls.TryRead(message, _store, 3, out var read, out _));
        Assert.Equal((200, 200, 200), (read.TargetName.Length, read.SourceName.Length, read.Spurts[0].SourceName.Length));
    }

    [Fact]
    public void What_is_no_record_is_said_with_its_field()
    {
        Refused("call: it is missing.", null);
        Refused("call.id", call => call.Id = "");
        Refused("call.id", call => call.Id = new string('x', 201));
        Refused("call.state", call => call.State = Api.CallState.Running);
        Refused("call.type", call => call.Type = (Api.CallType)99);
        Refused("call.source", call => call.Target = 1 << 24);
        Refused("call.started", call => call.Started = null);
        Refused("call.started", call => call.Ended = new Timestamp { Seconds = long.MaxValue });
        Refused("call.spurts", call => call.Spurts[0].Slot = 3);
        Refused("call.spurts", call => call.Spurts[0].Ber = double.NaN);
        Refused("call.spurts", call => call.Spurts.AddRange(Enumerable.Repeat(call.Spurts[0], 1000)));
        Refused("call.spurts", call => call.Decisions.AddRange(Enumerable.Repeat(call.Decisions[0], 1000)));
        Refused("call.decisions", call => call.Decisions[0].At = null);
        Refused("call: it is larger", call => call.TargetName = new string('x', 5_000_000));
    }

    private static void Refused(string problem, Action<Call>? spoil)
    {
        var message = CallMessages.Of(CallRecords.Ended(3));
        spoil?.Invoke(message);
        Assert.False(NodeCalls.TryRead(spoil is null ? null : message, _store, 3, out _, out var said));
        Assert.StartsWith(problem, said, StringComparison.Ordinal);
    }
}
