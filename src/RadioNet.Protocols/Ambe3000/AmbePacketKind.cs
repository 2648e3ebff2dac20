namespace RadioNet.Protocols.Ambe3000;

/// <summary>What a packet carries: its fourth octet.</summary>
public enum AmbePacketKind : byte
{
    /// <summary>Settings, questions, and what the chip says to them.</summary>
    Control = 0,

    /// <summary>Coded speech.</summary>
    Channel = 1,

    /// <summary>Samples of speech.</summary>
    Speech = 2,
}
