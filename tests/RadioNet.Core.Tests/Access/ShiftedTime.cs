namespace RadioNet.Core.Tests.Access;

/// <summary>The machine's clock, ahead by as much as a test says; timers run as ever.</summary>
internal sealed class ShiftedTime(TimeSpan ahead) : TimeProvider
{
    public TimeSpan Ahead { get; set; } = ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
