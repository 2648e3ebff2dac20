using RadioNet.Plan.Model;

namespace RadioNet.Plan.Tests;

/// <summary>Plans for tests.</summary>
internal static class Plans
{
    /// <summary>A small plan in which everything that an entry may name exists; sections may be added after it.</summary>
    public const string Small = """
        network: test
        tiers:
          - { level: 1, name: Province }
          - { level: 2, name: Commune }
        places:
          - { id: root, tier: 1 }
          - { id: hill, tier: 2, in: root }
        nodes:
          - { id: core, at: root }
        agencies:
          - { id: fire, name: Fire }
        sites:
          - id: s1
            at: hill
            repeaters: [{ id: 1, secret: one }]
          - id: s2
            at: root
            repeaters: [{ id: 2, secret: two }]
        talkgroups:
          - { id: 100, home: root }
          - { id: 101, home: hill }
        subscribers:
          - { id: 7, talkgroups: [101, 100, 101] }
        users:
          - { name: boss, role: administrator, place: root, password-hash: h1 }

        """;

    public static NetworkPlan Read(string text)
    {
        var reading = PlanReader.Read(text);
        Assert.Empty(reading.Errors);
        return reading.Plan!;
    }

    /// <summary>The errors of a text as <c>LINE:COLUMN: message</c>.</summary>
    public static List<string> Errors(string text)
    {
        var reading = PlanReader.Read(text);
        Assert.Equal(reading.Errors.IsEmpty, reading.Succeeded);
        return [.. reading.Errors.Select(e => e.ToString())];
    }
}
