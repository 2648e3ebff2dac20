using RadioNet.Plan.Yaml;
using RadioNet.Protocols.M17;

namespace RadioNet.Plan.Reading;

/// <summary>What the readers of a plan's entries share.</summary>
internal sealed class ReadContext
{
    /// <summary>Whether the plan is to be in force; one that is stored is read however it is.</summary>
    public bool IsToBeInForce { get; init; }

    public ErrorList Errors { get; } = new();

    public References References { get; } = new();

    /// <summary>The callsigns of M17 links: no subscriber may have one of them.</summary>
    public List<(M17Address Callsign, YamlNode At)> LinkCallsigns { get; } = [];

    /// <summary>Levels and places with their positions, for the checks of the tree.</summary>
    public PlaceTree Tree { get; } = new();

    /// <summary>Reports M17 links with a subscriber's callsign: what such a one says there would be taken for the link's own echo.</summary>
    public void CheckLinkCallsigns()
    {
        foreach (var (callsign, at) in LinkCallsigns)
        {
            if (References.LineOf("callsign", callsign.ToString()) is { } line)
            {
                Errors.Add(at, $"The subscriber in line {line} has the callsign {callsign}. Give the M17 link another one.");
            }
        }
    }
}
