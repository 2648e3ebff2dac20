namespace RadioNet.CallControl.Messages;

/// <summary>The kinds of machines that messages go between.</summary>
public enum MachineKind : byte
{
    /// <summary>Nobody.</summary>
    None,

    /// <summary>What the node's own ports carry: <see cref="Registration.IngressTable"/>.</summary>
    Ingress,

    /// <summary>A radio's registration: <see cref="Registration.SubscriberState"/>.</summary>
    Subscriber,

    /// <summary>A call's floor: <see cref="Calls.CallArbiter"/>.</summary>
    Call,

    /// <summary>A site's timeslots: <see cref="Channels.SlotTable"/>.</summary>
    Site,

    /// <summary>The voice router, by its host.</summary>
    Router,

    /// <summary>The journal of calls, by its host.</summary>
    Journal,

    /// <summary>The alarms, by their host.</summary>
    Alarms,

    /// <summary>The timers, by their host.</summary>
    Clock,

    /// <summary>The open ports, by their host.</summary>
    Ports,
}
