using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using RadioNet.Command.Terminal;
using RadioNet.Simulator.Bench;

namespace RadioNet.Command.Bench;

/// <summary>
/// <c>radionet bench-relay</c>, which nobody types: the bare relay that <c>bench</c> compares a node with. It prints its
/// address; a line of ports (the repeaters', in their order) sets its routes; an empty line asks what it has used; the end
/// of its input ends it.
/// </summary>
internal static class RelayVerb
{
    private const string Name = "bench-relay";

    public static Verb Create(Language language)
    {
        var verb = new Verb(language, Name, "Bộ chuyển tiếp trần của bench.", "The bare relay of bench.") { Hidden = true };
        var repeaters = verb.Number("REPEATERS", "Số trạm lặp", "Repeaters");
        var calls = verb.Number("CALLS", "Số cuộc gọi", "Calls");
        var listeners = verb.Number("LISTENERS", "Số bên nghe", "Listeners");
        var links = verb.Option<bool>("--links", null, "Liên kết", "Links");
        verb.SetAction(parsed =>
        {
            if (!OperatingSystem.IsLinux())
            {
                throw BenchVerb.LinuxOnly();
            }

            Serve(new BenchScenario
            {
                Name = Name,
                Repeaters = (int)parsed.GetValue(repeaters),
                Calls = (int)parsed.GetValue(calls),
                Listeners = (int)parsed.GetValue(listeners),
                Links = parsed.GetValue(links),
                Seconds = 1,
            });
            return 0;
        });
        return verb;
    }

    /// <summary>The words that start it for a scenario.</summary>
    public static string[] WordsOf(BenchScenario scenario)
    {
        string[] words = [Name, Number(scenario.Repeaters), Number(scenario.Calls), Number(scenario.Listeners)];
        return scenario.Links ? [.. words, "--links"] : words;
    }

    [SupportedOSPlatform("linux")]
    private static void Serve(BenchScenario scenario)
    {
        var network = new BenchNetwork(scenario);
        var output = new Output(Console.Out, new Language(false), json: true);
        using var relay = new BareRelay();
        Say(relay.Local.ToString());
        while (Console.In.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                var addresses = line.Split(' ').Select(port => new IPEndPoint(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture)));
                relay.Route([.. addresses], network.Repeaters, network.Calls, BenchNetwork.FirstSource);
                Say("routed");
                continue;
            }

            output.Object(json =>
            {
                json.WriteNumber("threadMicroseconds", relay.Cpu.TotalMicroseconds);
                json.WriteNumber("allocated", relay.Allocated);
                json.WriteNumber("kernelDrops", relay.KernelDrops);
            });
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
