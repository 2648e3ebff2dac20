using System.Text;
using RadioNet.Plan.Model;
using RadioNet.Plan.Schema;

namespace RadioNet.Plan.Writing;

/// <summary>Writes a plan as YAML: one entry a line, sites as blocks, what has its default left out.</summary>
internal sealed class PlanText
{
    private readonly StringBuilder _text = new();
    private readonly bool _withSecrets;
    private readonly EntryEdit? _edit;

    private PlanText(bool withSecrets, EntryEdit? edit) => (_withSecrets, _edit) = (withSecrets, edit);

    /// <summary>The plan's text; with an edit, the text that the edited plan would have.</summary>
    public static string Of(NetworkPlan plan, bool withSecrets, EntryEdit? edit = null)
    {
        var writer = new PlanText(withSecrets, edit);
        writer._text.Append("network: ").Append(YamlText.Scalar(plan.Network)).Append('\n');
        writer.Lines(TierKind.Kind, plan.Tiers);
        writer.Lines(PlaceKind.Kind, plan.Places);
        writer.Lines(NodeKind.Kind, plan.Nodes);
        writer.Lines(AgencyKind.Kind, plan.Agencies);
        writer.Sites(plan);
        writer.Lines(TalkgroupKind.Kind, plan.Talkgroups);
        writer.Lines(SubscriberKind.Kind, plan.Subscribers);
        writer.Lines(M17LinkKind.Kind, plan.M17Links);
        writer.Lines(UserKind.Kind, plan.Users);
        return writer._text.ToString();
    }

    private void Lines<T>(Kind<T> kind, IReadOnlyCollection<T> items)
        where T : class
    {
        var edit = _edit?.Section == kind.Reference.Key ? _edit : null;
        if (items.Count == 0 && edit is null)
        {
            return;
        }

        _text.Append(kind.Reference.Key).Append(":\n");
        foreach (var item in items)
        {
            if (edit is null || !ReferenceEquals(edit.Replaced, item))
            {
                Line("  ", kind.Written(item, _withSecrets));
            }
        }

        if (edit is not null)
        {
            Line("  ", edit.Values);
        }
    }

    /// <summary>An entry's values; those of the edit for the one that it takes the place of.</summary>
    private IEnumerable<(string Key, string Text)> Values<T>(Kind<T> kind, T item)
        where T : class => YamlText.Gathered(
            _edit is { Replaced: { } replaced } && ReferenceEquals(replaced, item) ? _edit.Values : kind.Written(item, _withSecrets));

    private void Line(string indent, IEnumerable<(string Key, string Text)> values)
    {
        _text.Append(indent).Append("- { ");
        var separator = "";
        foreach (var (key, text) in values)
        {
            _text.Append(separator).Append(key).Append(": ").Append(text);
            separator = ", ";
        }

        _text.Append(" }\n");
    }

    private void Block(string indent, IEnumerable<(string Key, string Text)> values)
    {
        var lead = indent + "- ";
        foreach (var (key, text) in values)
        {
            _text.Append(lead).Append(key).Append(": ").Append(text).Append('\n');
            lead = indent + "  ";
        }
    }

    private void Sites(NetworkPlan plan)
    {
        if (plan.Sites.Length == 0)
        {
            return;
        }

        _text.Append("sites:\n");
        foreach (var site in plan.Sites)
        {
            Block("  ", Values(SiteKind.Kind, site));
            if (site.Repeaters.Length > 0)
            {
                _text.Append("    repeaters:\n");
                foreach (var repeater in site.Repeaters)
                {
                    Line("      ", Values(RepeaterKind.Kind, repeater));
                }
            }

            BaseStations(site);
        }
    }

    private void BaseStations(Site site)
    {
        if (site.BaseStations.Length == 0)
        {
            return;
        }

        _text.Append("    base-stations:\n");
        foreach (var station in site.BaseStations)
        {
            Block("      ", Values(BaseStationKind.Kind, station));
            _text.Append("        carriers:\n");
            foreach (var carrier in station.Carriers)
            {
                Line("          ", Values(CarrierKind.Kind, carrier));
            }
        }
    }
}
