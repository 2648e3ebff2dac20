using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RadioNet.Core.Tests;

/// <summary>
/// How long something took, less the time for which this process's own timers came late: what a busy machine takes away is none of
/// what is measured.
/// </summary>
internal sealed class Pace : IAsyncDisposable
{
    private static readonly TimeSpan _beat = TimeSpan.FromMilliseconds(10);

    /// <summary>A beat that is no later than this is in time.</summary>
    private static readonly TimeSpan _late = TimeSpan.FromMilliseconds(15);

    private static readonly TimeSpan _tooLate = TimeSpan.FromMilliseconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private readonly Task _beating;
    private long _held;
    private long _latest;

    public Pace() => _beating = Task.Run(BeatAsync);

    /// <summary>Whether the machine was so busy that what has to come every 60 ms may not have come in time.</summary>
    public bool IsBusy => TimeSpan.FromTicks(Interlocked.Read(ref _latest)) > _tooLate;

    /// <summary>From the begin until now.</summary>
    public TimeSpan Elapsed => _since.Elapsed - TimeSpan.FromTicks(Interlocked.Read(ref _held));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _stop.Dispose();
    }

    public override string ToString() => $"{_since.Elapsed.TotalMilliseconds:0} ms, for {TimeSpan.FromTicks(Interlocked.Read(ref _held)).TotalMilliseconds:0} of which the machine was busy";

    /// <summary>A test that waits on a thread of the pool holds up none of the nodes in this process.</summary>
    [ModuleInitializer]
    internal static void GiveThreads() => ThreadPool.SetMinThreads(32, 32);

    private async Task BeatAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var begun = Stopwatch.GetTimestamp();
            await Task.Delay(_beat, CancellationToken.None);
            var late = Stopwatch.GetElapsedTime(begun) - _beat;
            if (late > _late)
            {
                Interlocked.Add(ref _held, late.Ticks);
                Interlocked.Exchange(ref _latest, Math.Max(_latest, late.Ticks));
            }
        }
    }
}
