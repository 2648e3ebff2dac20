using System.Text.Json;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Modems.Firmware;

namespace RadioNet.Simulator.Tests.Modems.Firmware;

/// <summary>Every frame of firmware-interfaces/mmdvm-modem/vectors.json that has an answer is answered so, octet by octet.</summary>
public sealed class FirmwareVectorFileTests
{
    public static TheoryData<string> Answered => [.. Frames().Select(frame => frame.GetProperty("name").GetString()!)];

    [Fact]
    public void There_are_as_many_as_there_were() => Assert.True(Frames().Count >= 38);

    [Theory]
    [MemberData(nameof(Answered))]
    public void Is_answered(string name)
    {
        var frame = Frames().Single(one => one.GetProperty("name").GetString() == name);
        var bench = Prepare(frame.TryGetProperty("when", out var when) ? when.GetString()! : "");
        string answer = bench.Send(Convert.FromHexString(frame.GetProperty("hex").GetString()!));
        Assert.Equal(string.Concat(frame.GetProperty("answer").EnumerateArray().Select(one => one.GetString())), answer, ignoreCase: true);
    }

    private static FirmwareBench Prepare(string when)
    {
        var options = when.Contains("P25 built in", StringComparison.Ordinal)
            ? FirmwareOptions.Mmdvm2026 with { Modes = ModemModes.Dmr | ModemModes.P25 }
            : FirmwareOptions.Mmdvm2026;
        var bench = new FirmwareBench(options);
        foreach (string circumstance in when.Split([", ", "; "], StringSplitOptions.RemoveEmptyEntries))
        {
            switch (circumstance)
            {
                case "after a configuration of DMR alone":
                    bench.Send(FirmwareBench.DuplexDebug);
                    break;
                case "debug messages on" when bench.Modem.State == ModemState.Idle:
                    bench.Send(FirmwareBench.DuplexDebug);
                    break;
                case "in state DMR":
                    bench.Send(bench.Duplex);
                    bench.Send("E0 04 03 02");
                    break;
                case "in state DMRCAL":
                    bench.Send(bench.Duplex);
                    bench.Send("E0 04 03 62");
                    break;
                case "simplex":
                    bench.Send(FirmwareBench.Simplex);
                    break;
                case "eleven bursts wait for timeslot 2":
                    bench.Send(FirmwareBench.DuplexDebug);
                    bench.Send("E0 04 03 02");
                    for (int i = 0; i < 11; i++) Assert.Equal("", bench.SendBurst(Timeslot.Two, FirmwareBench.Idle()));
                    break;
                case "idle" or "P25 built in and not enabled":
                    bench.Send(bench.Duplex);
                    break;
                case "idle already" or "debug messages off" or "debug messages on" or "duplex" or "the queue empty" or "FM not built in":
                    break;
                default:
                    Assert.Fail($"The circumstance \"{circumstance}\" is not known here.");
                    break;
            }
        }

        return bench;
    }

    private static List<JsonElement> Frames()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "vectors", "mmdvm-modem", "vectors.json");
        return [.. JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.GetProperty("frames").EnumerateArray()
            .Where(frame => frame.TryGetProperty("answer", out _))];
    }
}
