using System.Collections.Immutable;
using CsCheck;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan.Tests;

/// <summary>Random plans that pass the checks, in the order in which the reader gives them back.</summary>
internal static class PlanGen
{
    private const string Letters = "aAzZđĐắỉ 0159-_.,:;#\"'\\{}[]&*!|>%@`~?=/()<-\u00a0\u200b\u0301";

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static readonly Gen<string> _text = Gen.OneOf(
        Gen.Char[Letters].Array[1, 12].Select(c => new string(c)),
        OneOf("true", "No", "null", "~", "1001", "0x1F", "1e3", "its id", "required", "none", "- a", "a: b", "a #b", "𝄞 𝄞", "kept", " x ", "<<", "2026-01-01"))
        .Where(t => !string.IsNullOrWhiteSpace(t));

    private static readonly Gen<LocalizedText> _name = Gen.OneOf(_text.Select(LocalizedText.Same), Gen.Select(_text, _text, (vi, en) => new LocalizedText(vi, en)));

    private static readonly Gen<TimeSpan> _hang = Gen.Int[0, 60_000].Select(ms => TimeSpan.FromMilliseconds(ms));

    private static readonly Gen<TimeSpan> _limit = Gen.Int[1_000, 3_600_000].Select(ms => TimeSpan.FromMilliseconds(ms));

    private static readonly Gen<Carrier> _carrier = Gen.Select(Gen.Long[30_000_000, 1_000_000_000], Gen.Long[30_000_000, 1_000_000_000], (r, t) => new Carrier("", new Hertz(r), new Hertz(t)));

    private static readonly Gen<BaseStation> _station = Gen.Select(Gen.Bool, Gen.Byte[0, 15], _carrier.Array[1, 3], (trunked, color, carriers) => new BaseStation("")
    {
        Mode = trunked ? BaseStationMode.Trunked : BaseStationMode.Conventional,
        ColorCode = new ColorCode(color),
        Carriers = [.. carriers.Select((c, i) => c with { Id = $"c{i}", ControlChannel = trunked && i == 0 ? Timeslot.Two : Timeslot.None })],
    });

    private static readonly Gen<GeoPoint?> _location = Gen.OneOf(
        Gen.Const((GeoPoint?)null),
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180], (la, lo) => (GeoPoint?)new GeoPoint(la, lo)));

    private static readonly Gen<Repeater> _repeater = Gen.Select(_text, Gen.Byte[0, 15], Gen.Int[0, 65535], (secret, color, calls) =>
        new Repeater(default, secret) { ColorCode = new ColorCode(color), CallsAtOnce = calls });

    /// <summary>A plan with places p0 (the root) and below, and a few of everything else.</summary>
    public static Gen<NetworkPlan> Plan { get; } =
        from tiers in Gen.Int[1, 4]
        from tierNames in _name.Array[tiers]
        from places in Places(tiers)
        from agencies in Gen.Select(_name, n => new Agency("", n)).Array[0, 3]
        from sites in Gen.Select(Gen.Int[0, places.Length - 1], _name, _location, _repeater.Array[0, 2], _station.Array[0, 2]).Array[1, 4]
        from talkgroups in Talkgroups(places, sites.Length)
        from subscribers in Subscribers(places, agencies.Length, talkgroups)
        from users in Users(places)
        select new NetworkPlan("network-1")
        {
            Tiers = [.. tierNames.Select((n, i) => new Tier(i + 1, n))],
            Places = places,
            Nodes = [new NodePlan("core", "p0"), .. places.Skip(1).Where((_, i) => i % 3 == 0).Select(p => new NodePlan("n-" + p.Id, p.Id))],
            Agencies = [.. agencies.Select((a, i) => a with { Id = AgencyId(i) })],
            Sites = [.. sites.Select((s, i) => SiteOf(i, places[s.Item1].Id, s.Item2, s.Item3, s.Item4, s.Item5))],
            Talkgroups = talkgroups,
            Subscribers = subscribers,
            Users = users,
        };

    // "none" and "no" are ids that a careless writer would drop or turn into something else.
    private static string AgencyId(int index) => index switch { 0 => "none", 1 => "no", _ => "1001" };

    private static Site SiteOf(int index, string place, LocalizedText name, GeoPoint? location, Repeater[] repeaters, BaseStation[] stations) => new($"s{index}", place)
    {
        Name = name,
        Location = location,
        Repeaters = [.. repeaters.Select((r, i) => r with { Id = new RepeaterId((uint)((index * 10) + i + 1)) })],
        BaseStations = [.. stations.Select((b, i) => b with { Id = $"bs{i}" })],
    };

    /// <summary>Each place lies in an earlier one of the tier above its own, in walking order.</summary>
    private static Gen<ImmutableArray<Place>> Places(int tiers) =>
        from names in _name.Array[1, 8]
        from parents in Gen.Int[0, 1000].Array[names.Length]
        select Build(tiers, names, parents);

    private static ImmutableArray<Place> Build(int tiers, LocalizedText[] names, int[] parents)
    {
        var places = new List<Place> { new("p0", 1, null, names[0]) };
        for (var i = 1; i < names.Length; i++)
        {
            var candidates = places.Where(p => p.Tier < tiers).ToList();
            if (candidates.Count > 0)
            {
                var parent = candidates[parents[i] % candidates.Count];
                places.Add(new Place($"p{i}", parent.Tier + 1, parent.Id, names[i]));
            }
        }

        return [.. places];
    }

    private static Gen<ImmutableArray<Talkgroup>> Talkgroups(ImmutableArray<Place> places, int sites) =>
        Gen.Select(Gen.UInt[1, 0xFF_FFFE], Gen.Int[0, places.Length - 1], _name, Gen.Int[0, 2 + sites], Gen.Int[0, 10], _hang, _limit, Gen.Int[0, 127])
            .Select(t => new Talkgroup(new TalkgroupId(t.Item1), places[t.Item2].Id)
            {
                Name = t.Item3,
                Sites = t.Item4 == 0 ? SiteSelection.All : t.Item4 == 1 ? SiteSelection.Affiliated : new SiteSelection(SiteSelectionKind.Listed, [.. Enumerable.Range(0, Math.Max(1, t.Item4 - 2)).Select(i => $"s{i}")]),
                Priority = t.Item5,
                HangTime = t.Item6,
                TimeLimit = t.Item7,
                Slot = (t.Item8 & 1) == 0 ? Timeslot.One : Timeslot.Two,
                Emergency = (t.Item8 & 2) == 0,
                Record = (t.Item8 & 4) != 0,
                Broadcast = (t.Item8 & 8) != 0,
                Start = (t.Item8 & 16) == 0 ? CallStart.First : CallStart.All,
                Vocoder = (t.Item8 & 32) == 0 ? VocoderKind.Ambe2 : VocoderKind.Codec2At2400,
            }).Array[1, 6].Select(list => list.DistinctBy(t => t.Id).OrderBy(t => t.Id.Value).ToImmutableArray());

    private static Gen<ImmutableArray<Subscriber>> Subscribers(ImmutableArray<Place> places, int agencies, ImmutableArray<Talkgroup> talkgroups) =>
        Gen.Select(Gen.UInt[1, 0xFF_FFFE], _text, Gen.Int[-1, agencies - 1], Gen.Int[-1, places.Length - 1], Gen.Int[0, 255], Gen.Int[0, 10], Gen.Int[0, 15])
            .Select(s => new Subscriber(new RadioId(s.Item1))
            {
                Alias = s.Item2,
                Agency = s.Item3 < 0 ? null : AgencyId(s.Item3),
                Home = s.Item4 < 0 ? null : places[s.Item4].Id,
                Talkgroups = [.. talkgroups.Where((_, i) => (s.Item5 >> i & 1) != 0).Select(t => t.Id)],
                Priority = s.Item6,
                PreEmpt = (s.Item7 & 1) != 0,
                PrivateCalls = (s.Item7 & 2) == 0,
                AllCall = (s.Item7 & 4) != 0,
                Stunned = (s.Item7 & 8) != 0,
            }).Array[0, 8].Select(list => list.DistinctBy(s => s.Id).OrderBy(s => s.Id.Value).ToImmutableArray());

    private static Gen<ImmutableArray<User>> Users(ImmutableArray<Place> places) =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, places.Length - 1], _text, Gen.Int[0, 10], Gen.Bool)
            .Array[0, 3].Select(list => list.Select((u, i) => new User($"user{i}", (UserRole)u.Item1, places[u.Item2].Id, u.Item3) { Priority = u.Item4, PreEmpt = u.Item5 }).ToImmutableArray());
}
