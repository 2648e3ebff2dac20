using System.Text;
using RadioNet.Plan.Model;
using RadioNet.Plan.Schema;

namespace RadioNet.Plan.Tests;

/// <summary>Holds the reference to the code, and PLAN.md to the reference.</summary>
public sealed class PlanReferenceTests
{
    /// <summary>Everything that may be left out is left out; the values that then hold are the reference's defaults.</summary>
    private static readonly NetworkPlan _least = Plans.Read("""
        network: n
        tiers: [{ level: 1, name: T }]
        places: [{ id: p, tier: 1 }]
        nodes: [{ id: c, at: p }]
        agencies: [{ id: a }]
        sites: [{ id: s, at: p, repeaters: [{ id: 1, secret: x }], base-stations: [{ id: b, carriers: [{ id: c, receive: 416 MHz, transmit: 421 MHz }] }] }]
        talkgroups: [{ id: 1, home: p }]
        subscribers: [{ id: 1 }]
        m17-links: [{ id: l, at: p, host: h, module: A, callsign: N0CALL, talkgroup: 1, radio: 2 }]
        users: [{ name: u, role: listener, place: p, password-hash: x }]
        """);

    public static TheoryData<string> Sections => [.. PlanDefaults.Sections.Select(s => s.Key)];

    [Fact]
    public void The_defaults_of_the_reference_are_those_that_hold()
    {
        Holds(TierKind.Kind, _least.Tiers[0]);
        Holds(PlaceKind.Kind, _least.Places[0]);
        Holds(NodeKind.Kind, _least.Nodes[0]);
        Holds(AgencyKind.Kind, _least.Agencies[0]);
        Holds(SiteKind.Kind, _least.Sites[0]);
        Holds(RepeaterKind.Kind, _least.Sites[0].Repeaters[0]);
        Holds(BaseStationKind.Kind, _least.Sites[0].BaseStations[0]);
        Holds(CarrierKind.Kind, _least.Sites[0].BaseStations[0].Carriers[0]);
        Holds(TalkgroupKind.Kind, _least.Talkgroups[0]);
        Holds(SubscriberKind.Kind, _least.Subscribers[0]);
        Holds(M17LinkKind.Kind, _least.M17Links[0]);
        Holds(UserKind.Kind, _least.Users[0]);
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void PLAN_md_has_the_reference_of(string section)
    {
        var reference = PlanDefaults.Sections.Single(s => s.Key == section);
        var text = new StringBuilder($"### {reference.Key}\n\n{reference.Meaning}\n\n| key | default | range | meaning |\n|---|---|---|---|\n");
        foreach (var field in reference.Fields)
        {
            text.Append($"| `{field.Key}` | {(field.HasLiteralDefault ? $"`{field.Default}`" : field.Default)} | {field.Range} | {field.Meaning} |\n");
        }

        Assert.Contains(text.ToString(), Document(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_of_PLAN_md_is_a_plan()
    {
        var document = Document();
        var start = document.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        var plan = Plans.Read(document[start..document.IndexOf("```", start, StringComparison.Ordinal)]);
        Assert.Equal(new Percent(47.5m), plan.Sites[0].BaseStations[0].Carriers[0].Modem.TransmitLevel);
    }

    private static void Holds<T>(Kind<T> kind, T least)
    {
        foreach (var field in kind.Fields)
        {
            var (stated, holds) = (field.Reference.Default, field.Write(least));
            Assert.True(
                stated == PlanField.Required ? holds is not null : field.Reference.HasLiteralDefault ? holds == stated : holds is null,
                $"{kind.Reference.Key}.{field.Key}: the reference says {stated}, what holds is {holds}");
        }
    }

    private static string Document()
    {
        using var stream = typeof(PlanReferenceTests).Assembly.GetManifestResourceStream("PLAN.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
