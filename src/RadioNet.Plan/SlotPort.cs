using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan;

/// <summary>
/// What has timeslots at a site: a third-party repeater (or link), or a carrier of a base station of ours. To call control they
/// are one kind of thing. A node's consoles are one more that voice enters and leaves by, at a site of their own (<see cref="ConsoleSites"/>), and its M17 links are there too.
/// </summary>
public sealed class SlotPort
{
    internal SlotPort(Site site, Repeater repeater)
    {
        (Id, Site, Repeater) = (repeater.Id, site, repeater);
        (Name, ColorCode, CallsAtOnce, Line) = (repeater.Id.ToString(), repeater.ColorCode, repeater.CallsAtOnce, repeater.Line);
    }

    internal SlotPort(RepeaterId id, Site site, BaseStation station, Carrier carrier)
    {
        (Id, Site, BaseStation, Carrier) = (id, site, station, carrier);
        (Name, ColorCode, Line) = ($"{station.Id}/{carrier.Id}", station.ColorCode, carrier.Line);
    }

    internal SlotPort(RepeaterId id, NodePlan node)
    {
        (Id, Site) = (id, new Site(ConsoleSites.Of(node.Id), node.At));
        (Name, CallsAtOnce, Consoles) = ("consoles", ushort.MaxValue, node.Id);
    }

    internal SlotPort(RepeaterId id, string node, M17LinkPlan link)
    {
        (Id, Site) = (id, new Site(ConsoleSites.Of(node), link.At));
        (Name, CallsAtOnce, M17Link, Line) = ($"m17/{link.Id}", 1, link, link.Line);
    }

    /// <summary>
    /// Its number: the one that a repeater logs in by; for a carrier one above <see cref="SlotPorts.FirstCarrier"/> that this plan
    /// gives it. A carrier's number is for one node's own use: on wires and in records a carrier goes by its names.
    /// </summary>
    public RepeaterId Id { get; }

    /// <summary>Where it stands.</summary>
    public Site Site { get; }

    /// <summary>What people call it at its site: a repeater's number, or <c>bs1/c1</c>.</summary>
    public string Name { get; }

    /// <summary>Its colour code on the air.</summary>
    public ColorCode ColorCode { get; }

    /// <summary>0 for two timeslots (or one); otherwise the number of calls that this link carries at once.</summary>
    public int CallsAtOnce { get; }

    /// <summary>The line of the plan that says so, from 1; 0 when the plan was not read from text.</summary>
    public int Line { get; }

    /// <summary>The repeater; null for a carrier.</summary>
    public Repeater? Repeater { get; }

    /// <summary>The base station; null for a repeater.</summary>
    public BaseStation? BaseStation { get; }

    /// <summary>The carrier; null for a repeater.</summary>
    public Carrier? Carrier { get; }

    /// <summary>The node whose consoles it is; null for what has timeslots.</summary>
    public string? Consoles { get; }

    /// <summary>The M17 link that it is; null for anything else. Its node is that of <see cref="Site"/>.</summary>
    public M17LinkPlan? M17Link { get; }

    /// <summary>
    /// Whether calls may use its timeslots one by one: not while a technician works on it, and not where a control channel would
    /// have to give them (<see cref="BaseStationMode.Trunked"/>).
    /// </summary>
    public bool InService => BaseStation is null or { Maintenance: false, Mode: BaseStationMode.Conventional };

    /// <summary>Whether a radio of the plan may talk there.</summary>
    public bool Admits(RadioId radio) => BaseStation is null || BaseStation.Access.Allows(radio);
}
