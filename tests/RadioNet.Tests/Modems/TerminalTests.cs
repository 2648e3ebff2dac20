using System.Diagnostics;
using System.Runtime.InteropServices;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Modems;

/// <summary>The guided calibration as a person has it: a terminal (script(1) makes one), keys, a picture.</summary>
public sealed class TerminalTests
{
    private const string Script = "/usr/bin/script";

    [Fact]
    public async Task Keys_are_obeyed_and_the_result_is_the_command_that_sets_it()
    {
        using var bench = Bench();
        using var terminal = Start(bench.Transmitter.Address);
        var shown = terminal.StandardOutput.ReadToEndAsync();
        await KeysUntilAsync(terminal, "n", () => bench.Transmitter.Statistics.State == ModemState.DmrCalibration);
        await KeysUntilAsync(terminal, " ", () => bench.Transmitter.Statistics.IsTransmitting);
        await KeysUntilAsync(terminal, "---", () => bench.Transmitter.With((firmware, _) => firmware.Configuration!.DmrLevel) == ModemLevel.FromPercent(48.5));
        await KeysUntilAsync(terminal, "\r", () => terminal.HasExited);

        Assert.Equal(0, terminal.ExitCode);
        Assert.False(bench.Transmitter.Statistics.IsTransmitting);
        Assert.Contains("radionet modem set SITE/BASE-STATION/CARRIER transmit-level=48.5%", await shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_that_is_lost_ends_the_transmission()
    {
        using var bench = Bench();
        using var terminal = Start(bench.Transmitter.Address);
        _ = terminal.StandardOutput.ReadToEndAsync();
        await KeysUntilAsync(terminal, "n", () => bench.Transmitter.Statistics.State == ModemState.DmrCalibration);
        await KeysUntilAsync(terminal, " ", () => bench.Transmitter.Statistics.IsTransmitting);

        terminal.Kill();

        await Wait.UntilAsync(() => !bench.Transmitter.Statistics.IsTransmitting, () => "it still transmits");
    }

    private static ModemBench Bench()
    {
        if (!File.Exists(Script)) Assert.Skip("This test needs script(1), of the Debian package bsdutils.");
        return new ModemBench();
    }

    private static Process Start(string address)
    {
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        var start = new ProcessStartInfo(Script)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C", ["TERM"] = "xterm-256color" },
        };
        string command = $"stty rows 30 cols 100; exec '{dotnet}' '{Path.Combine(AppContext.BaseDirectory, "radionet.dll")}' modem calibrate {address}";
        foreach (string word in (string[])["-qfec", command, "/dev/null"]) start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }

    /// <summary>Presses keys and waits until what they are to do is done.</summary>
    private static async Task KeysUntilAsync(Process terminal, string keys, Func<bool> isDone)
    {
        await terminal.StandardInput.WriteAsync(keys);
        await terminal.StandardInput.FlushAsync();
        await Wait.UntilAsync(isDone, () => $"the keys \"{keys}\" did nothing");
    }
}
