namespace RadioNet.BaseStation.Fallback;

/// <summary>What happens to a spurt.</summary>
public enum ServingEvent : byte
{
    /// <summary>A radio keyed up while a node serves the station.</summary>
    KeyedServed,

    /// <summary>A radio keyed up while none does.</summary>
    KeyedAlone,

    /// <summary>The node gave the floor.</summary>
    NodeGrants,

    /// <summary>The node lets wait.</summary>
    NodeQueues,

    /// <summary>The node denied.</summary>
    NodeDenies,

    /// <summary>The node took the floor away.</summary>
    NodeStops,

    /// <summary>The station's own rules gave the floor.</summary>
    LocalGrants,

    /// <summary>The station's own rules let wait.</summary>
    LocalQueues,

    /// <summary>The station's own rules denied.</summary>
    LocalDenies,

    /// <summary>The station's own rules took the floor away.</summary>
    LocalStops,

    /// <summary>The node is known to be lost.</summary>
    NodeLost,

    /// <summary>A node serves the station again.</summary>
    NodeBack,

    /// <summary>The radio is done.</summary>
    Over,
}
