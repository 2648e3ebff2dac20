namespace RadioNet.Tests.BaseStations;

/// <summary>A plan of sites with one base station each, whose radios share two talkgroups.</summary>
internal static class StationPlan
{
    /// <summary>The talkgroup of timeslot 1, and that of timeslot 2.</summary>
    public const uint Main = 1001, Second = 1002;

    /// <summary>The radio of a site, by its number from 1.</summary>
    public static uint Radio(int site) => (uint)(4_520_000 + site);

    /// <summary>The plan's text.</summary>
    /// <param name="sites">How many sites, <c>s1</c> and so on.</param>
    /// <param name="station">What else stands at each base station.</param>
    /// <param name="secondNode">Whether there is a node <c>spare</c> beside the root's.</param>
    public static string Of(int sites, string station = "", bool secondNode = false)
    {
        string spare = secondNode ? "\n  - { id: spare, at: below }" : "";
        return $"""
            network: stations
            tiers:
              - {Name(1, "Province")}
              - {Name(2, "Commune")}
            places:
              - {"{ id: province, tier: 1 }"}
              - {"{ id: below, tier: 2, in: province }"}
            nodes:
              - {"{ id: core, at: province }"}{spare}
            sites:
            {string.Join('\n', Enumerable.Range(1, sites).Select(k => Site(k, station)))}
            talkgroups:
              - {Talkgroup(Main, 1)}
              - {Talkgroup(Second, 2)}
            subscribers:
            {string.Join('\n', Enumerable.Range(1, sites).Select(Subscriber))}

            """;
    }

    private static string Name(int level, string name) => $"{{ level: {level}, name: {name} }}";

    private static string Site(int k, string station) =>
        $"  - {{ id: s{k}, at: below, base-stations: [ {{ id: bs1, color-code: {k}, {station} carriers: [ {{ id: c1, receive: 416.0125 MHz, transmit: 421.0125 MHz }} ] }} ] }}";

    private static string Talkgroup(uint id, int slot) => $"{{ id: {id}, name: Group {id}, home: province, slot: {slot}, hang-time: 1s }}";

    private static string Subscriber(int k) =>
        $"  - {{ id: {Radio(k)}, alias: Radio {k}, home: below, talkgroups: [ {Main}, {Second} ], private-calls: true }}";
}
