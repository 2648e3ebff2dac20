using System.Globalization;
using System.Text;

namespace RadioNet.Tests.Tiers;

/// <summary>The plan of a province of a size, with a node at each of its places and a site with a repeater in each commune.</summary>
internal sealed record ProvincePlan(int Districts, int Communes, int Talkgroups, int Subscribers)
{
    public const string Root = "core";

    /// <summary>The nodes of the districts.</summary>
    public IEnumerable<string> DistrictNodes => Enumerable.Range(1, Districts).Select(district => $"core-d{district}");

    /// <summary>The nodes of the communes, each with that of its district.</summary>
    public IEnumerable<(string Node, string District)> CommuneNodes =>
        Enumerable.Range(1, Communes).Select(commune => ($"core-c{commune}", $"core-d{DistrictOf(commune)}"));

    /// <summary>The plan's text, with a name that makes one revision another.</summary>
    public string Text(string name)
    {
        var text = new StringBuilder($$"""
            network: test-net
            tiers: [ { level: 1, name: Province }, { level: 2, name: District }, { level: 3, name: Commune } ]
            places:
              - { id: province, tier: 1, name: "{{name}}" }

            """);
        void Write(string section, int count, Func<int, string> row)
        {
            text.Append(CultureInfo.InvariantCulture, $"{section}\n");
            for (int i = 1; i <= count; i++) text.Append(CultureInfo.InvariantCulture, $"  - {{ {row(i)} }}\n");
        }

        Write("", Districts, i => $"id: d{i}, tier: 2, in: province, name: District {i}");
        Write("", Communes, i => $"id: c{i}, tier: 3, in: d{DistrictOf(i)}, name: Commune {i}");
        Write("nodes:\n  - { id: core, at: province }", Districts, i => $"id: core-d{i}, at: d{i}");
        Write("", Communes, i => $"id: core-c{i}, at: c{i}");
        Write("sites:", Communes, i => $"id: hill-{i}, at: c{i}, repeaters: [ {{ id: {1000 + i}, secret: \"secret of {i}\" }} ]");
        Write("agencies:", 8, i => $"id: a{i}, name: {{ vi: Lực lượng {i}, en: Agency {i} }}");
        Write("talkgroups:", Talkgroups, i => $"id: {2000 + i}, name: {{ vi: Nhóm {i}, en: Group {i} }}, home: c{1 + (i % Communes)}, sites: affiliated, hang-time: 3s, priority: {i % 8}");
        Write("subscribers:", Subscribers, i =>
            $"id: {4520000 + i}, alias: Máy {i}, agency: a{1 + (i % 8)}, home: c{1 + (i % Communes)}, priority: {i % 6}, talkgroups: [ {2001 + (i % Talkgroups)}, {2001 + ((i + 7) % Talkgroups)} ]");
        return text.ToString();
    }

    private int DistrictOf(int commune) => 1 + ((commune - 1) * Districts / Communes);
}
