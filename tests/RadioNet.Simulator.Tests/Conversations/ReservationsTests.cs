using RadioNet.Simulator.Conversations;

namespace RadioNet.Simulator.Tests.Conversations;

public sealed class ReservationsTests
{
    private readonly Reservations _all = new();

    [Fact]
    public void What_is_taken_is_waited_for_until_it_is_given_back()
    {
        var first = _all.TakeAsync(["a", "b"], CancellationToken.None);
        var second = _all.TakeAsync(["b", "c"], CancellationToken.None);
        var third = _all.TakeAsync(["d"], CancellationToken.None);
        Assert.True(first.IsCompletedSuccessfully);
        Assert.True(third.IsCompletedSuccessfully);
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public async Task Who_needs_much_is_not_starved_by_who_needs_little()
    {
        var holder = await _all.TakeAsync(["a"], CancellationToken.None);
        var wide = _all.TakeAsync(["a", "b"], CancellationToken.None);
        var late = _all.TakeAsync(["b"], CancellationToken.None);
        Assert.False(late.IsCompleted);

        holder.Dispose();
        using (await wide.WaitAsync(TimeSpan.FromSeconds(5))) Assert.False(late.IsCompleted);
        await late.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Who_stops_waiting_is_forgotten()
    {
        using var holder = await _all.TakeAsync(["a"], CancellationToken.None);
        using var tired = new CancellationTokenSource();
        var waiting = _all.TakeAsync(["a", "b"], tired.Token);
        var behind = _all.TakeAsync(["b"], CancellationToken.None);
        await tired.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await behind.WaitAsync(TimeSpan.FromSeconds(5));
    }
}
