using RadioNet.Core.Records;

namespace RadioNet.Core.Tests.Records;

public class LiveCallsTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_follower_gets_a_snapshot_and_then_each_change_in_order()
    {
        var live = new LiveCalls();
        live.Show("a", () => CallRecords.Running("a"));
        await using var follower = live.FollowAsync(CancellationToken.None).GetAsyncEnumerator();
        var first = await NextAsync(follower);
        Assert.Equal(["a"], first.Snapshot!.Select(call => call.Id));
        Assert.Equal(1, first.Number);

        live.Show("b", () => CallRecords.Running("b"));
        live.End(CallRecords.Running("a") with { State = CallState.Ended, Ended = CallRecords.Start });
        var changes = new[] { await NextAsync(follower), await NextAsync(follower) };
        Assert.Equal([2L, 3L], changes.Select(change => change.Number));
        Assert.Equal(["b", "a"], changes.Select(change => change.Changed!.Id));
        Assert.Equal(["b"], live.Running.Select(call => call.Id));
    }

    [Fact]
    public async Task A_follower_that_falls_behind_gets_a_fresh_snapshot_and_goes_on()
    {
        var live = new LiveCalls(followerRoom: 4);
        await using var follower = live.FollowAsync(CancellationToken.None).GetAsyncEnumerator();
        await NextAsync(follower);
        for (var i = 0; i < 100; i++)
        {
            string id = $"call-{i % 7}";
            live.Show(id, () => CallRecords.Running(id));
        }

        var caughtUp = await NextAsync(follower);
        Assert.Equal(100, caughtUp.Number);
        Assert.Equal(7, caughtUp.Snapshot!.Count);
        live.Show("next", () => CallRecords.Running("next"));
        var change = await NextAsync(follower);
        Assert.Equal((101L, "next"), (change.Number, change.Changed!.Id));
    }

    [Fact]
    public void What_nobody_looks_at_is_not_written()
    {
        var live = new LiveCalls();
        var written = 0;
        for (var i = 0; i < 10; i++)
        {
            live.Show("a", Write);
        }

        Assert.Equal((1, 0), (live.Count, written));
        Assert.Same(Assert.Single(live.Running), Assert.Single(live.Running));
        Assert.Equal(1, written);

        CallRecord Write()
        {
            written++;
            return CallRecords.Running("a");
        }
    }

    [Fact]
    public async Task Following_ends_with_its_token()
    {
        var live = new LiveCalls();
        using var cancel = new CancellationTokenSource();
        await using var follower = live.FollowAsync(cancel.Token).GetAsyncEnumerator();
        await NextAsync(follower);
        var waiting = follower.MoveNextAsync().AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Bound));
    }

    private static async Task<CallChange> NextAsync(IAsyncEnumerator<CallChange> follower)
    {
        Assert.True(await follower.MoveNextAsync().AsTask().WaitAsync(Bound));
        return follower.Current;
    }
}
