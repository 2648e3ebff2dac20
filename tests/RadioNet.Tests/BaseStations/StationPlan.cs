using RadioNet.Simulator.Modems;

namespace RadioNet.Tests.BaseStations;

/// <summary>A plan of sites with one base station each, whose radios share two talkgroups.</summary>
internal sealed record StationPlan
{
    /// <summary>The talkgroup of timeslot 1, and that of timeslot 2.</summary>
    public const uint Main = 1001, Second = 1002;

    /// <summary>A radio that is a member of neither talkgroup.</summary>
    public const uint Outsider = 4_520_099;

    /// <summary>The third party's repeater, and its secret.</summary>
    public const uint Repeater = 452_777;

    /// <inheritdoc cref="Repeater"/>
    public const string Secret = "third-party-secret";

    /// <summary>How many sites, <c>s1</c> and so on.</summary>
    public required int Sites { get; init; }

    /// <summary>How many carriers, <c>c1</c> and so on, each base station has.</summary>
    public int Carriers { get; init; } = 1;

    /// <summary>What else stands at each base station.</summary>
    public string Station { get; init; } = "transmit-hang: 4s";

    /// <summary>What else stands at each carrier.</summary>
    public string Carrier { get; init; } = "";

    /// <summary>How a site's modem is reached, given the name that a terminal would have; by a terminal, if nothing is said.</summary>
    public Func<int, string, VirtualModemOptions, VirtualModem> Modem { get; init; } = (_, link, options) => VirtualModem.AtTerminal(link, options);

    /// <summary>Whether there is a node <c>spare</c> below the root; the sites are the root's own then, and the spare serves them while the root is gone.</summary>
    public bool HasSpare { get; init; }

    /// <summary>Whether a site <c>third</c> has a third party's repeater.</summary>
    public bool HasRepeater { get; init; }

    /// <summary>The plan's text.</summary>
    public string Text => $"""
        network: stations
        tiers:
          - {Name(1, "Province")}
          - {Name(2, "Commune")}
        places:
          - {"{ id: province, tier: 1 }"}
          - {"{ id: below, tier: 2, in: province }"}
        nodes:
          - {"{ id: core, at: province }"}
        {(HasSpare ? "  - { id: spare, at: below }" : "# no other")}
        sites:
        {string.Join('\n', Enumerable.Range(1, Sites).Select(Site))}
        {(HasRepeater ? $"  - {{ id: third, at: below, repeaters: [ {{ id: {Repeater}, secret: {Secret}, color-code: 9 }} ] }}" : "")}
        talkgroups:
          - {Talkgroup(Main, 1)}
          - {Talkgroup(Second, 2)}
        subscribers:
        {string.Join('\n', Enumerable.Range(1, Sites + 3).Select(k => Subscriber(Radio(k), $"{Main}, {Second}")))}
        {Subscriber(Outsider, "")}

        """;

    /// <summary>The radio of a site, by its number from 1; three more than there are sites.</summary>
    public static uint Radio(int site) => (uint)(4_520_000 + site);

    private static string Name(int level, string name) => $"{{ level: {level}, name: {name} }}";

    private static string Talkgroup(uint id, int slot) => $"{{ id: {id}, name: Group {id}, home: province, slot: {slot}, hang-time: 1s }}";

    private static string Subscriber(uint id, string talkgroups) =>
        $"  - {{ id: {id}, alias: Radio {id}, home: below, talkgroups: [ {talkgroups} ], private-calls: true }}";

    private string Site(int k) =>
        $"  - {{ id: s{k}, at: {(HasSpare ? "province" : "below")}, base-stations: [ {{ id: bs1, color-code: {k}, {Station}, carriers: [ {string.Join(", ", Enumerable.Range(1, Carriers).Select(CarrierOf))} ] }} ] }}";

    private string CarrierOf(int k) => $"{{ id: c{k}, receive: 416.{k}125 MHz, transmit: 421.{k}125 MHz{(Carrier.Length > 0 ? ", " : "")}{Carrier} }}";
}
