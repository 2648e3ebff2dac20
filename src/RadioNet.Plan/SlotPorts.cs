using System.Collections.Immutable;
using System.Text;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan;

/// <summary>A plan's repeaters and carriers, each with its number.</summary>
public static class SlotPorts
{
    /// <summary>
    /// The lowest number of a carrier. Repeaters of the plan have lower ones, and the ids that are in use on the Homebrew protocol
    /// have nine decimal digits at most.
    /// </summary>
    public const uint FirstCarrier = 0xF000_0000;

    private const uint CarrierNumbers = uint.MaxValue - FirstCarrier + 1;

    // FNV-1a, 32 bits: the same in every process.
    private const uint HashStart = 2_166_136_261;
    private const uint HashPrime = 16_777_619;

    /// <summary>Whether a number is a carrier's, in whatever plan.</summary>
    public static bool IsCarrier(RepeaterId id) => id.Value >= FirstCarrier;

    /// <summary>
    /// All of a plan, by site, in plan order. A carrier's number comes from its names, so that it outlives changes of the plan; of
    /// two with the same one, the later in the order of names has the next free number.
    /// </summary>
    internal static ImmutableArray<SlotPort> Of(NetworkPlan plan)
    {
        var carriers = plan.Sites.SelectMany(s => s.BaseStations.SelectMany(b => b.Carriers.Select(c => (Site: s, Station: b, Carrier: c))));
        var numbers = Numbered(carriers.Select(c => NameOf(c.Site, c.Station, c.Carrier)));
        return
        [
            .. plan.Sites.SelectMany(site => (IEnumerable<SlotPort>)
            [
                .. site.Repeaters.Select(r => new SlotPort(site, r)),
                .. site.BaseStations.SelectMany(b => b.Carriers.Select(c => new SlotPort(new RepeaterId(numbers[NameOf(site, b, c)]), site, b, c))),
            ]),
        ];
    }

    /// <summary>Names with their numbers.</summary>
    internal static Dictionary<string, uint> Numbered(IEnumerable<string> names)
    {
        var numbers = new Dictionary<string, uint>();
        var taken = new HashSet<uint>();
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var offset = Hash(name) % CarrierNumbers;
            while (!taken.Add(offset))
            {
                offset = (offset + 1) % CarrierNumbers;
            }

            numbers.Add(name, FirstCarrier + offset);
        }

        return numbers;
    }

    private static string NameOf(Site site, BaseStation station, Carrier carrier) => $"{site.Id}/{station.Id}/{carrier.Id}";

    private static uint Hash(string name)
    {
        var hash = HashStart;
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ octet) * HashPrime);
        }

        return hash;
    }
}
