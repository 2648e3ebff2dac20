namespace RadioNet.Protocols.Ambe3000;

/// <summary>What a packet's parity field says.</summary>
public enum AmbeParity
{
    /// <summary>It has none.</summary>
    None,

    /// <summary>It fits.</summary>
    Right,

    /// <summary>It does not: an octet was changed on the way.</summary>
    Wrong,
}
