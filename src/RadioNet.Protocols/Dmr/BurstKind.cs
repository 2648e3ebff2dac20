namespace RadioNet.Protocols.Dmr;

/// <summary>Where a burst carries its colour code, if at all.</summary>
public enum BurstKind : byte
{
    /// <summary>A data or control burst: in its slot type.</summary>
    Data,

    /// <summary>Voice burst A: nowhere, its middle is SYNC.</summary>
    VoiceSync,

    /// <summary>Voice bursts B to F: in the EMB field.</summary>
    VoiceEmbedded,
}
