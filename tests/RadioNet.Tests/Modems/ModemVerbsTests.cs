using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Modems;

/// <summary>The technician's verbs as the real command, at virtual modems.</summary>
public sealed class ModemVerbsTests
{
    [Fact]
    public async Task Ports_tells_this_machines_ports_and_asks_nothing_when_told_so()
    {
        var result = await ModemBench.RunAsync("ports", "--no-probe", "--json");
        Assert.Equal(0, result.ExitCode);
        Assert.All(result.Json, port => Assert.StartsWith("/dev/", port.GetProperty("path").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Probe_tells_everything_and_takes_a_bare_path()
    {
        using var bench = new ModemBench();

        var json = (await ModemBench.RunAsync("probe", bench.Receiver.Address["pty:".Length..], "--json")).Succeeded().Json[0];
        var text = (await ModemBench.RunAsync("probe", bench.Receiver.Address)).Succeeded().Output;

        Assert.Equal(2, json.GetProperty("protocol").GetInt32());
        Assert.Equal("MMDVM 20260816 12.0000 MHz (virtual)", json.GetProperty("description").GetString());
        Assert.Equal("idle", json.GetProperty("state").GetString());
        Assert.Equal(10, json.GetProperty("queues").GetProperty("DMR 2").GetInt32());
        Assert.Contains("MMDVM 20260816", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "does not name a serial port", "probe", "serial:")]
    [InlineData(1, "radionet-no-such-port", "probe", "/dev/radionet-no-such-port")]
    [InlineData(1, "no serial port", "probe", "/dev/null")]
    [InlineData(2, "color-code", "monitor", "/dev/null", "color-code=x")]
    [InlineData(2, "SITE/BASE-STATION/CARRIER", "monitor", "/dev/null", "--from", "hill/bs1")]
    public async Task What_is_wrong_is_a_sentence(int exitCode, string sentence, params string[] words)
    {
        var result = await ModemBench.RunAsync(words);
        Assert.True(exitCode == result.ExitCode && result.Errors.Length > 0 && result.Output.Length == 0, $"{result.ExitCode}: {result.Errors}");
        Assert.Contains(sentence, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_another_has_names_the_way_through_the_base_station()
    {
        using var bench = new ModemBench();
        using var holder = RadioNetCommand.Start("modem", "monitor", bench.Receiver.Address, "--json");
        string? first = await holder.StandardOutput.ReadLineAsync();
        Assert.True(first is not null, first is null ? $"The port's holder ended: {await holder.StandardError.ReadToEndAsync()}" : null);

        var result = await ModemBench.RunAsync("probe", bench.Receiver.Address);
        holder.StandardInput.Close();
        RadioNetCommand.AskToEnd(holder);
        await holder.WaitForExitAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("in use", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("--station", result.ErrorLines[1], StringComparison.Ordinal);
        Assert.Equal(0, holder.ExitCode);
    }

    [Fact]
    public async Task Monitor_prints_one_object_a_second_and_ends_in_time()
    {
        using var bench = new ModemBench();
        var lines = (await ModemBench.RunAsync("monitor", bench.Receiver.Address, "--for", "3s", "--json")).Succeeded().Json;
        Assert.InRange(lines.Length, 2, 3);
        Assert.Equal("dmr", lines[^1].GetProperty("state").GetString());
        Assert.False(lines[^1].GetProperty("transmitting").GetBoolean());
        Assert.True(lines[^1].GetProperty("statuses").GetInt32() >= 6);
    }
}
