namespace RadioNet.Protocols.Homebrew.Trunking;

/// <summary>What stands before a UDT message's payload, as values (layout: <see cref="UdtPacket"/>).</summary>
public readonly record struct UdtAddress
{
    /// <summary>The call leg.</summary>
    public CallLegId CallLeg { get; init; }

    /// <summary>The radio that sends.</summary>
    public RadioId Source { get; init; }

    /// <summary>The address that it is for, 24 bits.</summary>
    public uint Target { get; init; }

    /// <summary>What <see cref="Target"/> names.</summary>
    public AddressKind TargetKind { get; init; }

    /// <summary>The UDT format.</summary>
    public byte Format { get; init; }

    /// <summary>Whether the sender wants to know that it was taken.</summary>
    public bool WantsAcknowledgement { get; init; }
}
