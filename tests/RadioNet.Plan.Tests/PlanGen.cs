using System.Collections.Immutable;
using CsCheck;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.M17;

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

    private static readonly Gen<Percent> _percent = Gen.Int[0, 1000].Select(tenths => new Percent(tenths / 10m));

    private static readonly Gen<Hertz> _offset = Gen.Long[-20_000, 20_000].Select(hertz => new Hertz(hertz));

    private static readonly Gen<ImmutableArray<RssiPoint>> _rssi = Gen.Select(Gen.UShort, Gen.Int[-2000, 500]).Array[0, 64]
        .Select(points => points.Select(p => new RssiPoint(p.Item1, p.Item2 / 10m)).DistinctBy(p => p.Raw).OrderBy(p => p.Raw).ToImmutableArray());

    private static readonly Gen<ModemSettings> _modem =
        from delay in Gen.Int[0, 50]
        from levels in Gen.Select(_percent, _percent, _percent)
        from offsets in Gen.Select(_offset, _offset)
        from dc in Gen.Select(Gen.Int[-128, 127], Gen.Int[-128, 127])
        from rest in Gen.Select(Gen.Int[0, 7], Gen.Int[0, 255], Gen.Bool)
        from rssi in _rssi
        select new ModemSettings
        {
            TransmitDelay = TimeSpan.FromMilliseconds(delay * 10),
            ReceiveLevel = levels.Item1,
            TransmitLevel = levels.Item2,
            CwLevel = levels.Item3,
            Invert = (ModemInversion)rest.Item1,
            ReceiveOffset = offsets.Item1,
            TransmitOffset = offsets.Item2,
            ReceiveDcOffset = dc.Item1,
            TransmitDcOffset = dc.Item2,
            DmrDelay = rest.Item2,
            CosLockout = rest.Item3,
            Rssi = rssi,
        };

    private static readonly Gen<Carrier> _carrier =
        from receive in Gen.Long[30_000_000, 1_000_000_000]
        from transmit in Gen.Frequency((3, Gen.Long[30_000_000, 1_000_000_000]), (1, Gen.Const(receive)))
        from simplex in Gen.Bool
        from power in _percent
        from modem in Gen.Frequency((1, Gen.Const(ModemSettings.Default)), (2, _modem))
        select new Carrier("", new Hertz(receive), new Hertz(transmit)) { Duplex = !simplex && receive != transmit, Power = power, Modem = modem };

    private static readonly Gen<JitterSettings> _jitter = Gen.Int[60, 1000].Array[3].Select(ms => ms.Order().ToArray())
        .Select(ms => new JitterSettings(TimeSpan.FromMilliseconds(ms[1]), TimeSpan.FromMilliseconds(ms[0]), TimeSpan.FromMilliseconds(ms[2])));

    private static readonly Gen<ImmutableArray<RadioRange>> _ranges = Gen.Select(Gen.UInt[1, 0xFF_FFFE], Gen.UInt[0, 3]).Array[0, 4]
        .Select(ranges => ranges.Select(r => new RadioRange(new RadioId(r.Item1), new RadioId(Math.Min(r.Item1 + r.Item2, 0xFF_FFFE))))
            .Distinct().OrderBy(r => r.First.Value).ThenBy(r => r.Last.Value).ToImmutableArray());

    private static readonly Gen<CwId> _cwId = Gen.Select(Gen.OneOf(Gen.Const((string?)null), OneOf("XV0DL", "1001", "NO", "A 1/P", "NULL", "/").Select(t => (string?)t)), Gen.Int[60_000, 3_600_000])
        .Select(c => new CwId(c.Item1, TimeSpan.FromMilliseconds(c.Item2)));

    private static readonly Gen<BaseStation> _behaviour =
        from duty in Gen.Select(Gen.Int[10, 1000], Gen.Int[60_000, 3_600_000])
        from times in Gen.Select(_hang, _limit)
        from jitter in _jitter
        from cwId in _cwId
        from allow in _ranges
        from deny in _ranges
        from flags in Gen.Int[0, 3]
        select new BaseStation("")
        {
            TransmitHang = times.Item1,
            TimeOut = times.Item2,
            DutyCycle = new DutyCycle(new Percent(duty.Item1 / 10m), TimeSpan.FromMilliseconds(duty.Item2)),
            CwId = cwId,
            Jitter = jitter,
            LocalRepeat = (flags & 1) == 0,
            Maintenance = (flags & 2) != 0,
            Access = new RadioAccess { Allow = allow, Deny = deny },
        };

    private static readonly Gen<BaseStation> _station = Gen.Select(
        Gen.Bool, Gen.Byte[0, 15], _carrier.Array[1, 3], Gen.Frequency((1, Gen.Const(new BaseStation(""))), (2, _behaviour)), (trunked, color, carriers, behaviour) => behaviour with
        {
            Mode = trunked ? BaseStationMode.Trunked : BaseStationMode.Conventional,
            ColorCode = new ColorCode(color),
            Carriers = [.. carriers.Select((c, i) => trunked && i == 0
                ? new Carrier("c0", c.Receive, new Hertz(c.Receive.Value == 30_000_000 ? 30_012_500 : c.Receive.Value - 1)) { ControlChannel = Timeslot.Two }
                : c with { Id = $"c{i}" })],
        });

    private static readonly Gen<GeoPoint?> _location = Gen.OneOf(
        Gen.Const((GeoPoint?)null),
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180], (la, lo) => (GeoPoint?)new GeoPoint(la, lo)));

    private static readonly Gen<Repeater> _repeater = Gen.Select(_text, Gen.Byte[0, 15], Gen.Int[0, 65535], Gen.Bool, (secret, color, calls, roam) =>
        new Repeater(default, secret) { ColorCode = new ColorCode(color), CallsAtOnce = calls, Roam = roam });

    private static readonly Gen<DateOnly> _day = Gen.Int[0, 4_000_000 / 2].Select(n => DateOnly.MinValue.AddDays(n));

    private static readonly Gen<(DateOnly?, DateOnly?)> _life = Gen.Select(_day, Gen.Int[1, 100_000], Gen.Int[0, 3])
        .Select(l => ((l.Item3 & 1) == 0 ? (DateOnly?)null : l.Item1, (l.Item3 & 2) == 0 ? (DateOnly?)null : l.Item1.AddDays(l.Item2)));

    private static readonly Gen<ImmutableArray<string>> _replaced = Gen.Int[0, 9].Array[0, 3]
        .Select(ids => ids.Distinct().Order().Select(i => i == 0 ? "no" : $"old{i}").Order(StringComparer.Ordinal).ToImmutableArray());

    /// <summary>A plan with places p0 (the root) and below, and a few of everything else.</summary>
    public static Gen<NetworkPlan> Plan { get; } =
        from tiers in Gen.Int[1, 4]
        from tierNames in _name.Array[tiers]
        from places in Places(tiers)
        from agencies in Gen.Select(_name, n => new Agency("", n)).Array[0, 3]
        from nodeNames in _name.Array[8]
        from stays in Gen.Select(Gen.Int[0, places.Length - 1], _day).Array[0, 3].Array[4]
        from sites in Gen.Select(Gen.Int[0, places.Length - 1], _name, _location, _repeater.Array[0, 2], _station.Array[0, 2]).Array[1, 4]
        from talkgroups in Talkgroups(places, sites.Length)
        from subscribers in Subscribers(places, agencies.Length, talkgroups)
        from users in Users(places)
        from links in M17Links(places, talkgroups)
        select new NetworkPlan("network-1")
        {
            Tiers = [.. tierNames.Select((n, i) => new Tier(i + 1, n))],
            Places = places,
            Nodes = [new NodePlan("core", "p0"), .. places.Skip(1).Where((_, i) => i % 3 == 0).Select((p, i) => new NodePlan("n-" + p.Id, p.Id) { Name = nodeNames[i] })],
            Agencies = [.. agencies.Select((a, i) => a with { Id = AgencyId(i) })],
            Sites =
            [
                .. sites.Select((s, i) => SiteOf(i, places[s.Item1].Id, s.Item2, s.Item3, s.Item4, s.Item5) with
                {
                    Was = [.. stays[i].DistinctBy(w => w.Item2).OrderBy(w => w.Item2).Select(w => new FormerPlace(places[w.Item1].Id, w.Item2))],
                }),
            ],
            Talkgroups = talkgroups,
            Subscribers = subscribers,
            M17Links = [.. links.Where(l => subscribers.All(s => s.Id != l.Radio))],
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
        from lives in Gen.Select(_life, _replaced).Array[names.Length]
        select Build(tiers, names, parents).Select((p, i) => p with { From = lives[i].Item1.Item1, Until = lives[i].Item1.Item2, Replaces = lives[i].Item2 }).ToImmutableArray();

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
                Callsign = (s.Item5 & 1) != 0 ? null : Callsign($"N/{s.Item1:X}"),
            }).Array[0, 8].Select(list => list.DistinctBy(s => s.Id).OrderBy(s => s.Id.Value).ToImmutableArray());

    private static readonly Gen<string> _hash = Gen.Select(Gen.Int[100_000, 5_000_000], Gen.Byte.Array[PasswordKey.SaltLength], Gen.Byte.Array[PasswordKey.KeyLength])
        .Select((rounds, salt, key) => new PasswordKey(rounds, salt, key).ToString());

    // Callsigns that a careless writer would turn into a number, or into no.
    private static Gen<ImmutableArray<M17LinkPlan>> M17Links(ImmutableArray<Place> places, ImmutableArray<Talkgroup> talkgroups) =>
        from links in Gen.Select(Gen.Int[0, places.Length - 1], _name, OneOf("reflector.example.org", "192.0.2.17", "2001:db8::17"), OneOf("NO", "1E3", "XV0DL-1", "XV0.DL/P"), Gen.Int[0, talkgroups.Length - 1], Gen.Int[0, 10], Gen.Bool, Gen.Int[1, 65535]).Array[0, 3]
        select links.Select((l, i) => new M17LinkPlan($"m17-{i}", places[l.Item1].Id, l.Item3, (char)('M' + i), Callsign(l.Item4), talkgroups[l.Item5].Id, new RadioId((uint)(0xFF_FF00 + i)))
        {
            Name = l.Item2,
            Priority = l.Item6,
            Enabled = l.Item7,
            Port = l.Item8,
        }).ToImmutableArray();

    private static M17Address Callsign(string text) => M17Address.TryParse(text, out var callsign) ? callsign : throw new ArgumentException($"{text} is no callsign.", nameof(text));

    private static Gen<ImmutableArray<User>> Users(ImmutableArray<Place> places) =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, places.Length - 1], _hash, Gen.Int[0, 10], Gen.Bool)
            .Array[0, 3].Select(list => list.Select((u, i) => new User($"user{i}", (UserRole)u.Item1, places[u.Item2].Id, u.Item3) { Priority = u.Item4, PreEmpt = u.Item5 }).ToImmutableArray());
}
