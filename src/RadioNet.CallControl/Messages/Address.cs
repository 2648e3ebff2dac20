namespace RadioNet.CallControl.Messages;

/// <summary>Whom a message is for: a kind of machine, and which one of that kind.</summary>
/// <param name="Kind">The kind of machine.</param>
/// <param name="Key">Which one: a call's key, a site's id, a radio's id; empty where a node has one only.</param>
public readonly record struct Address(MachineKind Kind, string Key)
{
    /// <summary>The node's router.</summary>
    public static Address Router { get; } = new(MachineKind.Router, "");

    /// <summary>The node's journal of calls.</summary>
    public static Address Journal { get; } = new(MachineKind.Journal, "");

    /// <summary>The node's alarms.</summary>
    public static Address Alarms { get; } = new(MachineKind.Alarms, "");

    /// <summary>The node's timers.</summary>
    public static Address Clock { get; } = new(MachineKind.Clock, "");

    /// <summary>What the node's own ports carry.</summary>
    public static Address Ingress { get; } = new(MachineKind.Ingress, "");

    /// <summary>The node's open ports.</summary>
    public static Address Ports { get; } = new(MachineKind.Ports, "");

    /// <summary>A call's arbiter.</summary>
    public static Address Call(string key) => new(MachineKind.Call, key);

    /// <summary>A site's slot table.</summary>
    public static Address Site(string id) => new(MachineKind.Site, id);

    /// <summary>A radio's registration.</summary>
    public static Address Subscriber(Protocols.RadioId radio) => new(MachineKind.Subscriber, radio.ToString());
}
