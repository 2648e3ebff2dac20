using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Extensions.Time.Testing;
using RadioNet.BaseStation.Ports;
using RadioNet.Plan.Model;
using static RadioNet.BaseStation.Tests.Ports.OctetExchange;

namespace RadioNet.BaseStation.Tests.Ports;

/// <summary>A port that is kept open, on real pseudo-terminals.</summary>
[SupportedOSPlatform("linux")]
public sealed class PortKeeperTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("radionet-");
    private readonly RecordingUser _user = new();
    private readonly FakeTimeProvider _time = new();
    private PortKeeper? _keeper;

    private string Link => Path.Combine(_folder.FullName, "modem1");

    public void Dispose()
    {
        _keeper?.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void It_opens_hears_writes_loses_and_opens_again()
    {
        var keeper = Keep();
        var modem = PortPair.Terminal(Link);
        keeper.Start();
        for (int round = 1; round <= 3; round++)
        {
            Assert.Equal("opened", _user.Next());
            modem.Write([0xE0, 0x03, 0x00], Soon);
            Assert.Equal("bytes E00300", _user.Next());
            _user.Port!.WriteAll([1, 2]);
            Assert.Equal([1, 2], modem.ReadAll(2));
            modem.HangUp();
            Assert.Equal("lost Lost", _user.Next());
            modem = PortPair.Terminal(Link);
            AdvanceWhenWaiting(keeper);
        }

        Assert.Equal("opened", _user.Next());
        modem.Dispose();
    }

    [Fact]
    public void A_port_that_is_not_there_is_tried_later_and_later_and_each_try_is_told()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
        _user.SaysChanges = true;
        var keeper = Keep();
        keeper.Start();
        List<string> told = [_user.Next(), _user.Next()];
        for (int i = 0; i < 6; i++)
        {
            // Not a moment before its time.
            _time.Advance(keeper.Status.RetryIn - TimeSpan.FromMilliseconds(1));
            AssertTellsNothing(keeper);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            told.AddRange([_user.Next(), _user.Next()]);
        }

        Assert.Equal([0.2, 0.4, 0.8, 1.6, 3.2, 5, 5], told.Where(line => line.StartsWith("Waiting NotFound", StringComparison.Ordinal)).Select(line => double.Parse(line.Split(' ')[2], null)));
        Assert.All(told.Where((_, index) => index % 2 == 0), line => Assert.Equal("Opening - 0", line));

        using var modem = PortPair.Terminal(Link);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["Opening - 0", "Open - 0", "opened"], [_user.Next(), _user.Next(), _user.Next()]);
    }

    [Fact]
    public void An_unplugged_modem_is_noticed_within_a_tenth_of_a_second()
    {
        var keeper = Keep();
        var modem = PortPair.Terminal(Link);
        keeper.Start();

        // The quickest of some: what else the machine does may delay one.
        List<TimeSpan> noticed = [];
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal("opened", _user.Next());
            var clock = Stopwatch.StartNew();
            modem.HangUp();
            Assert.Equal("lost Lost", _user.Next());
            noticed.Add(clock.Elapsed);
            modem = PortPair.Terminal(Link);
            AdvanceWhenWaiting(keeper);
        }

        Assert.InRange(noticed.Min(), TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        modem.Dispose();
    }

    [Fact]
    public void An_unplugged_modem_costs_next_to_nothing_until_it_is_back()
    {
        using var keeper = _keeper = new PortKeeper(new PtyPortAddress(Link), _user);
        var modem = PortPair.Terminal(Link);
        keeper.Start();
        Assert.Equal("opened", _user.Next());
        var before = _user.ProcessorTime;
        modem.HangUp();
        Assert.Equal("lost Lost", _user.Next());
        _user.SaysChanges = true;

        // It tries after 0.2, 0.6 and 1.4 seconds.
        while (!_user.Next().StartsWith("Waiting NotFound 0.8", StringComparison.Ordinal)) continue;
        modem = PortPair.Terminal(Link);
        while (_user.Next() != "opened") continue;

        // Of its thread; one that spins takes a second or more.
        Assert.InRange((_user.ProcessorTime - before).TotalMilliseconds, 0, 100);
        modem.Dispose();
    }

    [Fact]
    public void Its_user_has_its_turns_while_the_port_is_not_there_too()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
        _user.SaysTurns = true;
        _user.SaysChanges = true;
        var keeper = Keep();
        keeper.Start();
        Assert.Equal(["Opening - 0", "Waiting NotFound 0.2"], [_user.Next(), _user.Next()]);
        keeper.Wake();
        Assert.Equal("turn", _user.Next());
        _user.Patience = TimeSpan.FromMilliseconds(50);
        keeper.Wake();
        Assert.Equal("turn", _user.Next());
        for (int turn = 0; turn < 2; turn++)
        {
            int advanced = 0;
            SpinWait.SpinUntil(() =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(1));
                advanced++;
                return !_user.IsQuiet;
            }, Soon);
            Assert.Equal("turn", _user.Next());

            // The clock may have gone on between a turn and the look at it.
            Assert.InRange(advanced, 49, int.MaxValue);
        }

        Assert.Equal(PortState.Waiting, keeper.Status.State);
    }

    [Fact]
    public void Waking_it_and_running_out_of_patience_give_its_user_a_turn()
    {
        using var modem = PortPair.Terminal(Link);
        _user.SaysTurns = true;
        var keeper = Keep();
        keeper.Start();
        Assert.Equal("opened", _user.Next());
        keeper.Wake();
        Assert.Equal("turn", _user.Next());
        modem.Write([7], Soon);
        Assert.Equal(["bytes 07", "turn"], [_user.Next(), _user.Next()]);

        // No more than one each.
        modem.Write([8], Soon);
        Assert.Equal(["bytes 08", "turn"], [_user.Next(), _user.Next()]);

        _user.Patience = TimeSpan.FromMilliseconds(20);
        keeper.Wake();
        for (int i = 0; i < 5; i++) Assert.Equal("turn", _user.Next());
    }

    [Fact]
    public void Its_user_has_all_that_waits_before_it_has_its_turn()
    {
        using var modem = PortPair.Terminal(Link);
        using var isSent = new ManualResetEventSlim();
        _user.SaysTurns = true;
        _user.On = what =>
        {
            if (what == "bytes 01") Assert.True(isSent.Wait(Soon));
        };
        Keep().Start();
        Assert.Equal("opened", _user.Next());
        modem.Write([1], Soon);
        Assert.Equal("bytes 01", _user.Next());
        modem.Write([2], Soon);
        isSent.Set();
        Assert.Equal(["bytes 02", "turn"], [_user.Next(), _user.Next()]);
    }

    [Fact]
    public void A_modem_that_does_not_answer_is_opened_anew_when_its_user_says_so()
    {
        using var modem = PortPair.Terminal(Link);
        var keeper = Keep();
        keeper.Start();
        Assert.Equal("opened", _user.Next());
        keeper.Reopen(new PortFault(PortFaultKind.Unreachable, LocalizedText.Same("silent")));
        Assert.Equal("lost Unreachable", _user.Next());
        AdvanceWhenWaiting(keeper);
        Assert.Equal("opened", _user.Next());
    }

    [Fact]
    public void A_user_that_throws_loses_its_port_and_gets_it_again()
    {
        using var modem = PortPair.Terminal(Link);
        _user.On = what =>
        {
            if (what == "bytes 0D") throw new InvalidOperationException("a defect");
        };
        var keeper = Keep();
        keeper.Start();
        Assert.Equal("opened", _user.Next());
        modem.Write([0x0D], Soon);
        Assert.Equal(["bytes 0D", "lost Failed"], [_user.Next(), _user.Next()]);
        Assert.True(SpinWait.SpinUntil(() => keeper.Status.State == PortState.Waiting, Soon));
        Assert.Equal("InvalidOperationException: a defect", keeper.Status.Fault?.Text.En);
        AdvanceWhenWaiting(keeper);
        Assert.Equal("opened", _user.Next());
    }

    [Fact]
    public void Stopping_it_ends_a_read_a_wait_and_an_opening_at_once()
    {
        using var modem = PortPair.Terminal(Link);
        var open = Keep();
        open.Start();
        Assert.Equal("opened", _user.Next());
        AssertStopsSoon(open);
        Assert.Equal("lost Closed", _user.Next());

        var waiting = new PortKeeper(new PtyPortAddress(Link + "-none"), new RecordingUser(), time: _time);
        waiting.Start();
        Assert.True(SpinWait.SpinUntil(() => waiting.Status.State == PortState.Waiting, Soon));
        AssertStopsSoon(waiting);

        using var begun = new ManualResetEventSlim();
        var opening = new PortKeeper(
            new RecordingUser(),
            cancel =>
            {
                begun.Set();
                cancel.WaitHandle.WaitOne();
                cancel.ThrowIfCancellationRequested();
                return PortFault.Closed;
            },
            "test",
            null,
            _time);
        opening.Start();
        begun.Wait(Soon);
        AssertStopsSoon(opening);

        static void AssertStopsSoon(PortKeeper keeper)
        {
            var clock = Stopwatch.StartNew();
            keeper.Dispose();
            Assert.InRange(clock.ElapsedMilliseconds, 0, 2000);
            Assert.Equal(PortState.Stopped, keeper.Status.State);
            keeper.Dispose();
        }
    }

    [Fact]
    public void A_port_that_opens_while_it_is_stopped_is_closed_again()
    {
        using var modem = PortPair.Terminal(Link);
        PortKeeper? keeper = null;
        IModemPort? late = null;
        keeper = new PortKeeper(
            _user,
            _ =>
            {
                late = new ModemPortOpener().Open(new PtyPortAddress(Link), CancellationToken.None).Port;
                keeper!.Dispose();
                return new PortOpening(late, null);
            },
            "test",
            null,
            _time);
        keeper.Start();

        Assert.True(SpinWait.SpinUntil(() => late?.Read(new byte[1], TimeSpan.Zero).Fault?.Kind == PortFaultKind.Closed, Soon));
        Assert.True(_user.IsQuiet);
    }

    [Fact]
    public void A_user_that_throws_when_it_is_asked_for_its_patience_gets_its_port_all_the_same()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
        _user.IsImpatient = true;
        var keeper = Keep();
        keeper.Start();
        AdvanceWhenWaiting(keeper);
        Assert.True(SpinWait.SpinUntil(() => keeper.Status.State == PortState.Waiting && keeper.Status.RetryIn > TimeSpan.FromSeconds(0.2), Soon));
        using var modem = PortPair.Terminal(Link);
        _user.IsImpatient = false;
        AdvanceWhenWaiting(keeper);
        Assert.Equal("opened", _user.Next());
    }

    private PortKeeper Keep() => _keeper = new PortKeeper(new PtyPortAddress(Link), _user, time: _time);

    /// <summary>Its thread looks at the clock after each turn: after the second it has told whatever it had to tell.</summary>
    private void AssertTellsNothing(PortKeeper keeper)
    {
        _user.SaysTurns = true;
        for (int turn = 0; turn < 2; turn++)
        {
            keeper.Wake();
            Assert.Equal("turn", _user.Next());
        }

        _user.SaysTurns = false;
        Assert.True(_user.IsQuiet);
    }

    private void AdvanceWhenWaiting(PortKeeper keeper)
    {
        Assert.True(SpinWait.SpinUntil(() => keeper.Status.State == PortState.Waiting, Soon));
        _time.Advance(keeper.Status.RetryIn);
    }
}
