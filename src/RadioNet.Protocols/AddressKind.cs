namespace RadioNet.Protocols;

/// <summary>What a 24-bit destination address names.</summary>
public enum AddressKind : byte
{
    /// <summary>A talkgroup.</summary>
    Group,

    /// <summary>One radio.</summary>
    Unit,
}
