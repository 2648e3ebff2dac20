using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Simulator.Conversations;

/// <summary>A site with a third party's repeater: what it repeats by itself nobody sees, what it gets from its node is what is heard.</summary>
internal sealed class RepeaterAir(VirtualRepeater repeater, TimeProvider time) : ISiteAir
{
    /// <summary>A radio that sends later than this tests nothing: after 0.5 s without a burst a network takes it for gone.</summary>
    private static readonly TimeSpan MostLate = TimeSpan.FromMilliseconds(250);

    private long _frames;

    public bool Repeats => false;

    public TimeSpan Latency => TimeSpan.FromMilliseconds(300);

    public long FramesSent => Interlocked.Read(ref _frames);

    public long Interleaved => repeater.Listener(Timeslot.One).Interleaved + repeater.Listener(Timeslot.Two).Interleaved;

    // The header, then a superframe at a time, each by the start's schedule: between two the conversations may stop, and it is known what has left.
    public async Task SendAsync(Spurt spurt, CancellationToken stop)
    {
        var timing = new TransmitTiming();
        int next;
        for (int first = 0; first < spurt.Transmission.Bursts.Length; first = next)
        {
            next = first == 0 ? DmrdBurstExtensions.SuperframeLength + 1 : first + DmrdBurstExtensions.SuperframeLength;
            var wait = (Transmission.BurstSpacing * first) - time.GetElapsedTime(spurt.Began);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, CancellationToken.None).ConfigureAwait(false);
            if (first > 0 && stop.IsCancellationRequested) spurt.CutShort(first);
            var part = spurt.Transmission.From(first).First(next - first);
            await repeater.TransmitAsync(part, spurt.Slot, timing with { FirstSequence = (byte)first }, CancellationToken.None).ConfigureAwait(false);
            var late = time.GetElapsedTime(spurt.Began) - (Transmission.BurstSpacing * (first + part.Bursts.Length - 1));
            if (late > MostLate) spurt.HeldUp = true;
            Interlocked.Add(ref _frames, spurt.CountSent(part.VoiceBursts));
        }

        spurt.Ended = time.GetTimestamp();
    }

    public IReadOnlyList<ReceivedTransmission> Heard(Timeslot slot)
    {
        var listener = repeater.Listener(slot);
        return listener.Current is { } current ? [.. listener.Ended, current] : listener.Ended;
    }

    // The network's datagrams wait for it in the socket.
    public TimeSpan LatenessBetween(long from, long to) => TimeSpan.Zero;

    public ValueTask DisposeAsync() => repeater.DisposeAsync();
}
