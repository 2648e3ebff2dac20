using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Tools;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Tests.Modems;

/// <summary><c>radionet modem ber</c>: one modem transmits the 1031 Hz pattern, the command counts what another hears.</summary>
public sealed class BerVerbTests
{
    [Theory]
    [InlineData("fec", 141)]
    [InlineData("pattern", 264)]
    public async Task A_good_signal_passes(string method, int bitsOfBurst)
    {
        using var bench = new ModemBench();
        await using var radio = await SendPatternAsync(bench);

        var result = (await ModemBench.RunAsync("ber", bench.Receiver.Address, "--method", method, "--bursts", "20", "--json")).Succeeded().Json[0];

        Assert.True(result.GetProperty("passed").GetBoolean());
        Assert.InRange(result.GetProperty("bursts").GetInt64(), 20, 25);
        Assert.Equal(bitsOfBurst * result.GetProperty("bursts").GetInt64(), result.GetProperty("bits").GetInt64());
        Assert.True(result.GetProperty("ber").GetDouble() < 0.1);
    }

    [Fact]
    public async Task A_weak_signal_fails_with_its_figure()
    {
        using var bench = new ModemBench();
        bench.Air.Do((air, _) => air.SetLevel(bench.Receiver.Antenna, bench.Transmitter.Antenna, -118));
        await using var radio = await SendPatternAsync(bench);

        var result = await ModemBench.RunAsync("ber", bench.Receiver.Address, "--bursts", "30", "--limit", "0.01%", "--for", "6s", "--json");

        Assert.Equal(1, result.ExitCode);
        var json = result.Json[0];
        Assert.False(json.GetProperty("passed").GetBoolean());
        Assert.True(json.GetProperty("ber").GetDouble() > 0.01, result.Output);
        Assert.Contains("%", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_heard_fails_with_a_sentence()
    {
        using var bench = new ModemBench();
        var result = await ModemBench.RunAsync("ber", bench.Receiver.Address, "--for", "1s", "--json");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, result.Json[0].GetProperty("ber").ValueKind);
        Assert.Contains("Nothing was heard", result.Errors, StringComparison.Ordinal);
    }

    private static async Task<ModemDesk> SendPatternAsync(ModemBench bench)
    {
        var access = await DirectModem.OpenAsync(ModemPortAddress.Parse(bench.Transmitter.Address));
        var desk = await ModemDesk.TakeAsync(access, CancellationToken.None);
        await desk.SetUpAsync(BenchCarrier.Default.Setup, ModemState.DmrSimplexCalibration1k, CancellationToken.None);
        await desk.TransmitAsync(true, CancellationToken.None);
        return desk;
    }
}
