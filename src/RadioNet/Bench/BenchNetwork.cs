using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RadioNet.Protocols;
using RadioNet.Simulator.Bench;

namespace RadioNet.Command.Bench;

/// <summary>The repeaters and calls of a load test, and the plan that lets them be. The same scenario gives the same network.</summary>
internal sealed class BenchNetwork
{
    private const uint FirstRepeater = 452_000_000;
    private const uint FirstTalkgroup = 1001;
    private readonly BenchScenario _scenario;

    public BenchNetwork(BenchScenario scenario)
    {
        _scenario = scenario;
        Repeaters = [.. Enumerable.Range(0, scenario.Repeaters).Select(i => new BenchRepeater(new(FirstRepeater + (uint)i), $"bench-{i}", new(1)))];
        Calls = [.. Enumerable.Range(0, scenario.Calls).Select(CallOf)];
    }

    /// <summary>The radio of the first call; each further call's is one higher.</summary>
    public static RadioId FirstSource => new(4_600_000);

    public ImmutableArray<BenchRepeater> Repeaters { get; }

    public ImmutableArray<BenchCall> Calls { get; }

    /// <summary>How they talk for so long.</summary>
    public BenchPattern Pattern(TimeSpan duration) =>
        new() { Duration = duration, SuperframesPerSpurt = _scenario.SuperframesPerSpurt, FirstSource = FirstSource };

    /// <summary>The nodes' ids, each below the one before.</summary>
    public IEnumerable<string> Nodes => Enumerable.Range(0, _scenario.Nodes).Select(Node);

    /// <summary>The plan as YAML.</summary>
    public string Plan()
    {
        var text = new StringBuilder("network: bench\n");
        WriteNodes(text);
        text.Append("sites:\n");
        string link = _scenario.Links ? $", calls-at-once: {Math.Max(2, _scenario.Calls * 2)}" : "";
        for (int i = 0; i < Repeaters.Length; i++)
        {
            var (id, secret, colorCode) = Repeaters[i];
            Line(text, $"  - {{ id: {Site(i)}, at: {Place(i % _scenario.Nodes)}, repeaters: [{{ id: {id.Value}, secret: {secret}, color-code: {colorCode.Value}{link} }}] }}");
        }

        WriteTalkgroups(text);
        WriteSubscribers(text);
        return text.ToString();
    }

    /// <summary>
    /// Call after call takes the next repeaters, round and round: with enough of them no two calls meet; on the second round
    /// they use the other timeslot.
    /// </summary>
    private BenchCall CallOf(int call)
    {
        int repeaters = _scenario.Repeaters;
        int group = _scenario.Listeners + 1;
        int perRound = Math.Max(1, repeaters / group);
        int first = _scenario.Links ? call % repeaters : call % perRound * group;
        var slot = !_scenario.Links && call >= perRound ? Timeslot.Two : Timeslot.One;
        return new(first, slot, new(FirstTalkgroup + (uint)call), [.. Enumerable.Range(1, _scenario.Listeners).Select(i => (first + i) % repeaters)]);
    }

    private void WriteNodes(StringBuilder text)
    {
        Each("tiers", i => $"  - {{ level: {i + 1}, name: Bench {i + 1} }}");
        Each("places", i => $"  - {{ id: {Place(i)}, tier: {i + 1}{(i == 0 ? "" : $", in: {Place(i - 1)}")} }}");
        Each("nodes", i => $"  - {{ id: {Node(i)}, at: {Place(i)} }}");

        void Each(string what, Func<int, FormattableString> line)
        {
            Line(text, $"{what}:");
            for (int i = 0; i < _scenario.Nodes; i++) Line(text, line(i));
        }
    }

    private void WriteTalkgroups(StringBuilder text)
    {
        text.Append("talkgroups:\n");
        int count = Math.Max(_scenario.Talkgroups, Calls.Length);
        for (int i = 0; i < count; i++)
        {
            IEnumerable<int> sites = i < Calls.Length
                ? Calls[i].Listeners.Prepend(Calls[i].Talker)
                : Enumerable.Range(0, Math.Min(3, Repeaters.Length)).Select(n => (i + n) % Repeaters.Length);
            int slot = i < Calls.Length && Calls[i].Slot == Timeslot.Two ? 2 : 1;
            Line(text, $"  - {{ id: {FirstTalkgroup + i}, name: Bench {i}, home: {Place(0)}, slot: {slot}, sites: [{string.Join(", ", sites.Select(Site))}] }}");
        }
    }

    /// <summary>The talkers have their call's talkgroup; the others have four, spread over all.</summary>
    private void WriteSubscribers(StringBuilder text)
    {
        text.Append("subscribers:\n");
        int talkgroups = Math.Max(_scenario.Talkgroups, Calls.Length);
        int count = Math.Max(_scenario.Subscribers, Calls.Length);
        for (int i = 0; i < count; i++)
        {
            var member = i < Calls.Length ? [i] : Enumerable.Range(0, 4).Select(n => (int)((i + (n * 7919L)) % talkgroups)).Distinct();
            Line(text, $"  - {{ id: {FirstSource.Value + i}, alias: Bench {i}, home: {Place(0)}, talkgroups: [{string.Join(", ", member.Select(n => FirstTalkgroup + n))}] }}");
        }
    }

    private static string Place(int node) => string.Create(CultureInfo.InvariantCulture, $"bench-{node + 1}");

    private static string Node(int node) => "core-" + Place(node);

    private static string Site(int repeater) => string.Create(CultureInfo.InvariantCulture, $"site-{repeater}");

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
}
