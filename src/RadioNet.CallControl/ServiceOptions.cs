namespace RadioNet.CallControl;

/// <summary>The service options octet of a voice link control (ETSI TS 102 361-2, clause 7.2.1).</summary>
public readonly record struct ServiceOptions(byte Octet)
{
    /// <summary>The emergency bit.</summary>
    public bool Emergency => (Octet & 0x80) != 0;

    /// <summary>The broadcast bit.</summary>
    public bool Broadcast => (Octet & 0x08) != 0;
}
