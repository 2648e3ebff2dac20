using RadioNet.Api.Links;

namespace RadioNet.Core.Tests.Ports;

public sealed class SilenceWatchTests
{
    private static readonly TimeSpan _dead = TimeSpan.FromMilliseconds(1500);

    private readonly WatchedTime _time = new();
    private readonly SilenceWatch _watch;
    private readonly Task<TimeSpan> _silent;

    public SilenceWatchTests()
    {
        _watch = new SilenceWatch(_time);
        _silent = _watch.WaitAsync(_dead, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_end_that_says_nothing_is_silent_when_its_time_is_over()
    {
        await PassAsync(1000);
        _watch.Hear();
        await PassAsync(1490);
        Assert.False(_silent.IsCompleted);
        await PassAsync(20);
        Assert.InRange(await Soon(), _dead, _dead + TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task What_came_while_this_process_stood_still_gets_a_moment_to_be_read()
    {
        await StandStillAsync();
        await PassAsync(100);
        Assert.False(_silent.IsCompleted);
        _watch.Hear();
        await PassAsync(1490);
        Assert.False(_silent.IsCompleted);
        await PassAsync(20);
        Assert.InRange(await Soon(), _dead, _dead + TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task Who_says_nothing_in_that_moment_either_is_silent()
    {
        await StandStillAsync();
        await PassAsync(260);
        Assert.InRange(await Soon(), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.3));
    }

    [Fact]
    public async Task A_process_that_stands_still_again_and_again_gives_the_link_up()
    {
        for (int turn = 0; turn < 4; turn++)
        {
            await StandStillAsync();
            Assert.False(_silent.IsCompleted);
        }

        await StandStillAsync();
        Assert.Equal(TimeSpan.FromSeconds(15), await Soon());
    }

    private Task<TimeSpan> Soon() => _silent.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

    private Task StandStillAsync() => AdvanceAsync(TimeSpan.FromSeconds(3));

    /// <summary>Time passes as for a process that runs: who has to wake does so at once.</summary>
    private async Task PassAsync(int milliseconds)
    {
        var end = _time.GetUtcNow() + TimeSpan.FromMilliseconds(milliseconds);
        while (_time.Due <= end && !_silent.IsCompleted)
        {
            await AdvanceAsync(_time.Due - _time.GetUtcNow());
        }

        _time.SetUtcNow(end);
    }

    /// <summary>Advances beyond the time when the watch wants to wake, and waits until it has.</summary>
    private async Task AdvanceAsync(TimeSpan time)
    {
        int armed = _time.Armed;
        _time.Advance(time);
        while (_time.Armed == armed && !_silent.IsCompleted)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }
}
