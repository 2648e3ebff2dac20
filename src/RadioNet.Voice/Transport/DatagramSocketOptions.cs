namespace RadioNet.Voice.Transport;

/// <summary>How a datagram socket is set up.</summary>
public sealed class DatagramSocketOptions
{
    /// <summary>The receive buffer to ask for, in bytes.</summary>
    public int ReceiveBufferBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>The send buffer to ask for, in bytes.</summary>
    public int SendBufferBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How many datagrams one system call takes in at most.</summary>
    public int ReceiveBatch { get; init; } = 64;

    /// <summary>How many datagrams are queued before they are flushed.</summary>
    public int SendBatch { get; init; } = 256;

    /// <summary>The differentiated services code point of what is sent; 46 is expedited forwarding (RFC 3246).</summary>
    public int DifferentiatedServices { get; init; } = 46;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ReceiveBufferBytes, 4096);
        ArgumentOutOfRangeException.ThrowIfLessThan(SendBufferBytes, 4096);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReceiveBatch, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ReceiveBatch, 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(SendBatch, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SendBatch, 1024);
        ArgumentOutOfRangeException.ThrowIfNegative(DifferentiatedServices);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(DifferentiatedServices, 63);
    }
}
