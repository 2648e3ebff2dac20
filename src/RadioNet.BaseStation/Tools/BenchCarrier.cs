using System.Collections.Immutable;
using RadioNet.BaseStation.Hosting;
using RadioNet.BaseStation.Modems;
using RadioNet.Plan;
using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Tools;

/// <summary>
/// A carrier as a technician's tool sets its modem up: by the plan's own keys and values, checked by the plan's own rules,
/// whether it stands in the network's plan or only on the bench.
/// </summary>
public sealed record BenchCarrier
{
    private const string Bench =
        """
        network: bench
        tiers: [{ level: 1, name: Bench }]
        places: [{ id: bench, tier: 1, name: Bench }]
        nodes: [{ id: bench, at: bench }]
        sites:
          - { id: bench, at: bench, base-stations: [{ id: bench, carriers: [{ id: bench, receive: 433.45 MHz, transmit: 433.45 MHz }] }] }
        """;

    private static readonly ImmutableArray<string> StationKeys = ["color-code"];

    private BenchCarrier(NetworkPlan plan) => Plan = plan;

    /// <summary>One that nobody has set: simplex at 433.45 MHz, colour code 1, the modem's defaults.</summary>
    public static BenchCarrier Default { get; } = new(PlanReader.Read(Bench).Plan!);

    /// <summary>Its base station, with this carrier alone.</summary>
    public RadioNet.Plan.Model.BaseStation Station => Plan.Sites[0].BaseStations[0];

    /// <summary>The carrier.</summary>
    public Carrier Carrier => Station.Carriers[0];

    /// <summary>How its modem is to be set up.</summary>
    public ModemSetup Setup => PlannedCarrier.Modem(Station, Carrier);

    private NetworkPlan Plan { get; }

    /// <summary>A carrier of the network's plan; null when the plan has it not.</summary>
    public static BenchCarrier? Of(NetworkPlan plan, string site, string baseStation, string carrier)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var station = plan.Sites.FirstOrDefault(s => s.Id == site)?.BaseStations.FirstOrDefault(b => b.Id == baseStation);
        return station?.Carriers.FirstOrDefault(c => c.Id == carrier) is { } found ? Default.With(station, found) : null;
    }

    /// <summary>With what words <c>key=value</c> say; the plan's sentences for what is wrong with them.</summary>
    public (BenchCarrier? Carrier, ImmutableArray<PlanError> Errors) With(IReadOnlyCollection<string> words)
    {
        var plan = Plan;
        foreach (var (isStation, some) in new[] { (true, words.Where(IsStations)), (false, words.Where(word => !IsStations(word))) })
        {
            if (!some.Any()) continue;
            var reading = isStation
                ? PlanEdits.SetBaseStation(plan, Plan.Sites[0].Id, Station.Id, some)
                : PlanEdits.SetCarrier(plan, Plan.Sites[0].Id, Station.Id, Carrier.Id, some);
            if (!reading.Succeeded) return (null, reading.Errors);
            plan = reading.Plan!;
        }

        return (new BenchCarrier(plan), []);
    }

    /// <summary>With another modem adjustment.</summary>
    public BenchCarrier With(ModemSettings modem) => With(Station, Carrier with { Modem = modem });

    private static bool IsStations(string word) => StationKeys.Any(key => word.StartsWith(key + "=", StringComparison.Ordinal));

    private BenchCarrier With(RadioNet.Plan.Model.BaseStation station, Carrier carrier) =>
        new(Plan with { Sites = [Plan.Sites[0] with { BaseStations = [station with { Carriers = [carrier], Mode = BaseStationMode.Conventional }] }] });
}
