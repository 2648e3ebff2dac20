using System.Diagnostics;

namespace RadioNet.Tests.EndToEnd.Rig;

/// <summary>Waits for conditions of another process, with a bound that only a failure meets.</summary>
internal static class Wait
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits until a condition holds; says <paramref name="otherwise"/> when it does not come to hold.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, Func<Task<string>> otherwise, TimeSpan? bound = null)
    {
        var since = Stopwatch.StartNew();
        while (!await holds())
        {
            if (since.Elapsed > (bound ?? _bound)) Assert.Fail(await otherwise());
            await Task.Delay(_interval);
        }
    }

    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, Func{Task{string}}, TimeSpan?)"/>
    public static Task UntilAsync(Func<bool> holds, Func<string> otherwise, TimeSpan? bound = null) =>
        UntilAsync(() => Task.FromResult(holds()), () => Task.FromResult(otherwise()), bound);
}
