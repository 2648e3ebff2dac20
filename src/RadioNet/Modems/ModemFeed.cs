using System.Diagnostics;
using RadioNet.BaseStation.Tools;

namespace RadioNet.Command.Modems;

/// <summary>Takes a modem's frames as they come, and tells the time between them: one loop, so that what it feeds needs no lock.</summary>
internal static class ModemFeed
{
    /// <summary>Runs until the token is cancelled.</summary>
    /// <param name="access">The modem.</param>
    /// <param name="take">Takes each frame.</param>
    /// <param name="interval">How often the time is told.</param>
    /// <param name="tell">Is told the time: that of the frames, of the modem's access.</param>
    /// <param name="over">Ends it.</param>
    /// <exception cref="ModemAccessException">The way to the modem is lost.</exception>
    public static async Task RunAsync(IModemAccess access, Action<HeardFrame> take, TimeSpan interval, Action<TimeSpan> tell, CancellationToken over)
    {
        long began = Stopwatch.GetTimestamp();
        var (next, latest, latestAt) = (interval, TimeSpan.Zero, TimeSpan.Zero);
        while (!over.IsCancellationRequested)
        {
            while (access.Frames.TryRead(out var frame))
            {
                (latest, latestAt) = (frame.At, Stopwatch.GetElapsedTime(began));
                take(frame);
            }

            var now = Stopwatch.GetElapsedTime(began);
            if (now >= next)
            {
                next = now + interval;
                tell(latest + (now - latestAt));
                now = Stopwatch.GetElapsedTime(began);
            }

            await WaitAsync(access, next - now, over).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for a frame, at most so long.</summary>
    private static async Task WaitAsync(IModemAccess access, TimeSpan limit, CancellationToken over)
    {
        if (limit <= TimeSpan.Zero) return;
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(over);
        wait.CancelAfter(limit);
        try
        {
            if (!await access.Frames.WaitToReadAsync(wait.Token).ConfigureAwait(false)) await Task.Delay(Timeout.InfiniteTimeSpan, wait.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The time is told, or it is over.
        }
    }
}
