using System.Security.Cryptography;
using System.Text;
using RadioNet.Api;
using RadioNet.Core.Access;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>Plans that a root seals, and a child that takes them, without the link in between.</summary>
internal sealed class TierBench : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public NetworkAuthority Authority { get; } = NetworkAuthority.Create(Now);

    /// <summary>A province with a district, which has a commune, and another district; a node and a repeater at each but the commune's.</summary>
    public static string Text(int subscribers = 0) => $$"""
        network: n
        tiers: [ { level: 1, name: P }, { level: 2, name: D }, { level: 3, name: C } ]
        places: [ { id: p, tier: 1 }, { id: d, tier: 2, in: p }, { id: e, tier: 2, in: p }, { id: c, tier: 3, in: d } ]
        nodes: [ { id: core, at: p }, { id: core-d, at: d }, { id: core-e, at: e } ]
        sites:
          - { id: at-p, at: p, repeaters: [ { id: 1, secret: "secret of p" } ] }
          - { id: at-d, at: d, repeaters: [ { id: 2, secret: "secret of d" } ] }
          - { id: at-c, at: c, repeaters: [ { id: 3, secret: "secret of c" } ] }
          - { id: at-e, at: e, repeaters: [ { id: 4, secret: "secret of e" } ] }
        users:
          - { name: at-p, role: dispatcher, place: p, password-hash: "{{Hash("p")}}" }
          - { name: at-c, role: dispatcher, place: c, password-hash: "{{Hash("c")}}" }
          - { name: at-e, role: dispatcher, place: e, password-hash: "{{Hash("e")}}" }
        subscribers:{{(subscribers == 0 ? " []" : "")}}
        {{string.Join('\n', Enumerable.Range(1, subscribers).Select(n => $"  - {{ id: {n}, alias: \"{Convert.ToHexString(SHA256.HashData(BitConverter.GetBytes(n)))}\", home: d }}"))}}
        """;

    /// <summary>The password hash of the user at a place.</summary>
    public static string Hash(string place) => new PasswordKey(100_000, SHA256.HashData(Encoding.UTF8.GetBytes(place))[..PasswordKey.SaltLength], new byte[PasswordKey.KeyLength]).ToString();

    public static NetworkPlan Plan(int subscribers = 0)
    {
        var reading = PlanReader.Read(Text(subscribers));
        Assert.Empty(reading.Errors);
        return reading.Plan!;
    }

    /// <summary>A revision under this network's seal.</summary>
    public SealedPlan Seal(NetworkPlan plan, int number)
    {
        var text = Encoding.UTF8.GetBytes(PlanWriter.Write(plan));
        var hash = SHA256.HashData(text);
        return new SealedPlan(plan.Network, number, hash, Authority.Sign(PlanSeal.Line(plan.Network, number, hash)), PackedOctets.Pack(text));
    }

    public PlanParcel Parcel(NetworkPlan plan, int number, string node = "core-d") => new(Seal(plan, number), new PlanIndex(plan, number), node);

    public PlanReadings Readings { get; } = new();

    public PlanIntake Intake(int held = 0, string node = "core-d") => new(Authority.Certificate, node, Readings, () => held);

    /// <summary>Takes a whole parcel; <paramref name="change"/> does to an offer or a part what happens on its way.</summary>
    public static (ReceivedPlan? Plan, string? Problem, int Parts) Carry(
        PlanParcel parcel, PlanIntake intake, Action<PlanOffer>? change = null, Func<PlanPart, PlanPart>? part = null)
    {
        var offer = parcel.Offer();
        change?.Invoke(offer);
        var (ask, refused) = intake.Begin(offer);
        if (refused is not null)
        {
            Assert.Null(ask);
            return (null, refused.En, 0);
        }

        for (var parts = 1; ; parts++)
        {
            var given = parcel.Part(ask!)!;
            Assert.InRange(given.Octets.Length, 1, 32 * 1024);
            var taken = intake.Take(part?.Invoke(given) ?? given);
            if (taken.Ask is null)
            {
                return (taken.Plan, taken.Problem?.En, parts);
            }

            ask = taken.Ask;
        }
    }

    public void Dispose() => Authority.Dispose();
}
