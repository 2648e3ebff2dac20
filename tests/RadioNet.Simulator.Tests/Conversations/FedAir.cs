using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Conversations;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Simulator.Tests.Conversations;

/// <summary>A site's air on which everything that is heard is fed by hand.</summary>
internal sealed class FedAir : ISiteAir
{
    private readonly Dictionary<Timeslot, SlotListener> _listeners = new() { [Timeslot.One] = new(Timeslot.One), [Timeslot.Two] = new(Timeslot.Two) };

    public bool Repeats { get; set; }

    public TimeSpan Lateness { get; set; }

    public TimeSpan Latency => TimeSpan.FromMilliseconds(300);

    public long FramesSent => 0;

    public long Interleaved => 0;

    public void Feed(in DmrdPacket packet, long timestamp) => _listeners[packet.Slot].OnBurst(packet, timestamp);

    public Task SendAsync(Spurt spurt, CancellationToken stop) => Task.CompletedTask;

    public IReadOnlyList<ReceivedTransmission> Heard(Timeslot slot) =>
        _listeners[slot].Current is { } current ? [.. _listeners[slot].Ended, current] : _listeners[slot].Ended;

    public TimeSpan LatenessBetween(long from, long to) => Lateness;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
