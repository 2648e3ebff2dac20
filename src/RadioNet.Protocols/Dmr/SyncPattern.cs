namespace RadioNet.Protocols.Dmr;

/// <summary>The frame synchronisation patterns (ETSI TS 102 361-1, clause 9.1.1, table 9.2).</summary>
public enum SyncPattern : byte
{
    /// <summary>None was recognised.</summary>
    None,

    /// <summary>A base station's voice burst A.</summary>
    BaseStationVoice,

    /// <summary>A base station's data or control burst.</summary>
    BaseStationData,

    /// <summary>A mobile station's voice burst A.</summary>
    MobileVoice,

    /// <summary>A mobile station's data or control burst.</summary>
    MobileData,

    /// <summary>A mobile station's standalone reverse channel burst.</summary>
    MobileReverseChannel,

    /// <summary>Voice burst A in TDMA direct mode, timeslot 1.</summary>
    DirectSlot1Voice,

    /// <summary>Data or control burst in TDMA direct mode, timeslot 1.</summary>
    DirectSlot1Data,

    /// <summary>Voice burst A in TDMA direct mode, timeslot 2.</summary>
    DirectSlot2Voice,

    /// <summary>Data or control burst in TDMA direct mode, timeslot 2.</summary>
    DirectSlot2Data,

    /// <summary>Reserved.</summary>
    Reserved,
}
