using System.Text;

namespace RadioNet.Tests.EndToEnd.Rig;

/// <summary>
/// A plan of alike cells: places whose talkgroups, radios and sites have nothing to do with one another's, so that tests can
/// share a node, and run on it at once.
/// </summary>
internal static class CellPlan
{
    /// <summary>What all the secrets begin with; the repeater's id follows.</summary>
    public const string SecretPrefix = "cell-secret-";

    /// <summary>The plan's text, with so many cells.</summary>
    public static string Of(int cells)
    {
        var text = new StringBuilder("""
            network: cells
            tiers:
              - { level: 1, name: Province }
              - { level: 2, name: Cell }
            places:
              - { id: province, tier: 1 }

            """);
        AddEach(text, cells, k => $"  - {{ id: cell-{k}, tier: 2, in: province }}");
        text.Append("nodes:\n  - { id: core, at: province }\nsites:\n");
        AddEach(text, cells, Sites);
        text.Append("talkgroups:\n");
        AddEach(text, cells, Talkgroups);
        text.Append("subscribers:\n");
        AddEach(text, cells, Subscribers);
        return text.ToString();
    }

    private static void AddEach(StringBuilder text, int cells, Func<int, string> part)
    {
        for (int k = 1; k <= cells; k++) text.Append(part(k)).Append('\n');
    }

    private static string Sites(int k) => $"""
          - {Site(k, "a", 1, "color-code: 1")}
          - {Site(k, "b", 2, "color-code: 1")}
          - {Site(k, "c", 3, "color-code: 7")}
          - {Site(k, "l", 4, "color-code: 1, calls-at-once: 2")}
        """;

    private static string Site(int k, string name, int repeater, string rest) =>
        $"{{ id: c{k}-{name}, at: cell-{k}, repeaters: [ {{ id: {(100 * k) + repeater}, secret: {SecretPrefix}{(100 * k) + repeater}, {rest} }} ] }}";

    private static string Talkgroups(int k) => $"""
          - {Talkgroup(k, Cell.Main, "slot: 1")}
          - {Talkgroup(k, Cell.Rival, "slot: 1")}
          - {Talkgroup(k, Cell.Second, "slot: 2")}
          - {Talkgroup(k, Cell.Listed, $"slot: 1, sites: [ c{k}-a, c{k}-b ]")}
          - {Talkgroup(k, Cell.OneWay, "slot: 1, broadcast: true")}
          - {Talkgroup(k, Cell.Urgent, "slot: 1, priority: 9")}
          - {Talkgroup(k, Cell.Short, "slot: 1, time-limit: 1s")}
          - {Talkgroup(k, Cell.Calm, "slot: 1, emergency: false, record: true")}
        """;

    private static string Talkgroup(int k, uint number, string rest) =>
        $"{{ id: {(100 * k) + number}, name: Group {k}.{number}, home: cell-{k}, hang-time: 400ms, {rest} }}";

    private static string Subscribers(int k)
    {
        string all = string.Join(", ", Enumerable.Range(1, 8).Select(number => (100 * k) + number));
        string Radio(uint number, string rest) => $"  - {{ id: {Cell.RadioBase + (100 * k) + number}, alias: Radio {k}.{number}, home: cell-{k}, {rest} }}";
        var members = Enumerable.Range(1, 6).Select(number => Radio((uint)number, $"talkgroups: [ {all} ]"));
        return string.Join('\n', [
            .. members,
            Radio(Cell.Outsider, $"talkgroups: [ {(100 * k) + Cell.Rival} ]"),
            Radio(Cell.Stunned, $"talkgroups: [ {all} ], stunned: true"),
            Radio(Cell.Chief, $"talkgroups: [ {all} ], priority: 9, pre-empt: true"),
            Radio(Cell.Herald, $"talkgroups: [ {all} ], all-call: true"),
        ]);
    }
}
