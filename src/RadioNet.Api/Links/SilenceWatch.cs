namespace RadioNet.Api.Links;

/// <summary>
/// Notices that a link's other end has fallen silent. Silence while this process itself stood still (all its threads paused, or without
/// a processor) says nothing of the other end: what came meanwhile waits to be read, and gets a moment for that. Safe from any thread.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class SilenceWatch(TimeProvider time)
{
    /// <summary>So many moments one after the other; a process that stands still again and again gives its links up after that.</summary>
    private const int MostMoments = 4;

    /// <summary>Who wakes so much too late stood still.</summary>
    private static readonly TimeSpan _late = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(250);

    private long _lastHeard = time.GetTimestamp();

    /// <summary>The other end has said something.</summary>
    public void Hear() => Volatile.Write(ref _lastHeard, time.GetTimestamp());

    /// <summary>Ends when nothing was heard for so long, and says for how long it was.</summary>
    public async Task<TimeSpan> WaitAsync(TimeSpan dead, CancellationToken cancel)
    {
        var late = TimeSpan.Zero;
        for (int moments = 0; ;)
        {
            var silence = time.GetElapsedTime(Volatile.Read(ref _lastHeard));
            if (silence < dead) moments = 0;
            else if (late < _late || ++moments > MostMoments) return silence;

            var pause = silence < dead ? dead - silence + TimeSpan.FromMilliseconds(1) : _moment;
            long since = time.GetTimestamp();
            await Task.Delay(pause, time, cancel).ConfigureAwait(false);
            late = time.GetElapsedTime(since) - pause;
        }
    }
}
