using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Tools;
using RadioNet.Command.Modems;
using RadioNet.Command.Terminal;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Modems;

/// <summary><c>radionet modem calibrate</c>: by a script as the real command, and by keys.</summary>
public sealed class CalibrateTests
{
    [Fact]
    public async Task A_script_transmits_for_its_time_and_leaves_the_modem_at_rest()
    {
        using var bench = new ModemBench();

        var result = (await ModemBench.RunAsync("calibrate", bench.Transmitter.Address, "--step", "deviation", "--level", "47.5", "--transmit", "2s", "--json")).Succeeded().Json[0];

        Assert.Equal("deviation", result.GetProperty("step").GetString());
        Assert.Equal(["transmit-level=47.5%"], result.GetProperty("words").EnumerateArray().Select(word => word.GetString()));
        Assert.InRange(result.GetProperty("transmittingStatuses").GetInt32(), 4, 12);
        await Wait.UntilAsync(
            () => bench.Transmitter.Statistics is { IsTransmitting: false, State: ModemState.Idle }, () => $"{bench.Transmitter.Statistics}", TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-HUP")]
    [InlineData("-TERM")]
    public async Task Whatever_ends_the_command_ends_the_transmission(string signal)
    {
        using var bench = new ModemBench();
        using var command = RadioNetCommand.Start("modem", "calibrate", bench.Transmitter.Address, "--step", "deviation", "--transmit", "30s");
        await Wait.UntilAsync(() => Task.FromResult(bench.Transmitter.Statistics.IsTransmitting), () => Task.FromResult("it never transmitted"));

        using (var kill = System.Diagnostics.Process.Start("kill", [signal, $"{command.Id}"])) await kill.WaitForExitAsync();
        await command.WaitForExitAsync();

        Assert.Equal(1, command.ExitCode);
        Assert.False(bench.Transmitter.With((firmware, _) => firmware.IsTransmitting && firmware.State.IsCalibration()));
        await Wait.UntilAsync(() => Task.FromResult(!bench.Transmitter.Statistics.IsTransmitting), () => Task.FromResult("it still transmits"));
    }

    [Fact]
    public async Task What_a_killed_command_left_transmitting_the_next_one_ends()
    {
        using var bench = new ModemBench();
        using var command = RadioNetCommand.Start("modem", "calibrate", bench.Transmitter.Address, "--step", "deviation", "--transmit", "30s");
        await Wait.UntilAsync(() => bench.Transmitter.Statistics.IsTransmitting, () => "it never transmitted");
        command.Kill();
        await command.WaitForExitAsync();
        Assert.True(bench.Transmitter.Statistics.IsTransmitting);

        (await ModemBench.RunAsync("calibrate", bench.Transmitter.Address, "--step", "deviation", "--for", "1s")).Succeeded();

        await Wait.UntilAsync(() => !bench.Transmitter.Statistics.IsTransmitting, () => "it still transmits");
    }

    [Theory]
    [InlineData("--step", "deviation", "--transmit", "31s")]
    [InlineData("--step", "receive-level", "--transmit", "3s")]
    [InlineData("--step", "dmr-delay", "--level", "40")]
    [InlineData("--step", "deviation", "--level", "140")]
    [InlineData("--step", "nonsense")]
    public async Task Wrong_words_are_told_before_the_modem_is_touched(params string[] words)
    {
        var result = await ModemBench.RunAsync(["calibrate", "/dev/null", .. words]);
        Assert.True(result.ExitCode == 2, $"{result.ExitCode}: {result.Errors}");
        Assert.NotEmpty(result.Errors);
    }

    [Fact]
    public async Task Without_a_terminal_it_asks_for_a_step()
    {
        var result = await ModemBench.RunAsync("calibrate", "/dev/null");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--step", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_guide_through_the_steps()
    {
        using var modems = new ModemBench();
        var access = await DirectModem.OpenAsync(ModemPortAddress.Parse(modems.Transmitter.Address));
        await using var desk = await ModemDesk.TakeAsync(access, CancellationToken.None);
        var bench = new CalibrationBench(desk, BenchCarrier.Default, ModemSettings.Default);
        var keys = new Queue<(ConsoleKeyInfo Key, Action Check)>();
        void Press(char letter, ConsoleKey key = ConsoleKey.None, Action? check = null) => keys.Enqueue((new ConsoleKeyInfo(letter, key, false, false, false), check ?? (() => { })));
        Press('i');
        Press('\0', ConsoleKey.RightArrow, () => Assert.Equal(CalibrationStep.LowFrequency, bench.Step));
        Press('\0', ConsoleKey.DownArrow, () => Assert.Equal(CalibrationStep.Deviation, bench.Step));
        Press(' ', check: () => Assert.False(desk.IsTransmitting));
        Press('\0', ConsoleKey.DownArrow, () => Assert.True(desk.IsTransmitting));
        Press('n');
        Press('n', check: () => Assert.False(desk.IsTransmitting));
        Press(' ', check: () => Assert.Equal(CalibrationStep.ReceiveLevel, bench.Step));
        Press('\r', ConsoleKey.Enter, () => Assert.False(desk.IsTransmitting));
        var screen = new CalibrateScreen(bench, Next, new Language(false));

        Assert.True(await screen.RunAsync(_ => { }, CancellationToken.None));
        Assert.Equal(["transmit-level=49%", "invert=transmit"], bench.Words);
        Assert.Empty(keys);

        ConsoleKeyInfo? Next()
        {
            if (!keys.TryDequeue(out var next)) return null;
            next.Check();
            return next.Key;
        }
    }
}
