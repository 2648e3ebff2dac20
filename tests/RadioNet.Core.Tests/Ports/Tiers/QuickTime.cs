namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>The clock, with timers that fire fifty times as soon: what pauses between batches does not hold a test up.</summary>
internal sealed class QuickTime : TimeProvider
{
    private const int Factor = 50;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Factor : dueTime, period > TimeSpan.Zero ? period / Factor : period);
}
