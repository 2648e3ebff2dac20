namespace RadioNet.Voice.Transport;

/// <summary>The kernel's receive buffer of a socket.</summary>
/// <param name="AskedBytes">What was asked for.</param>
/// <param name="GrantedBytes">
/// What the kernel holds. Linux reports twice what it granted, for its own bookkeeping (socket(7), SO_RCVBUF); the half
/// stands here.
/// </param>
public readonly record struct ReceiveBuffer(int AskedBytes, int GrantedBytes)
{
    /// <summary>What to do when less was granted than asked for, as a sentence; null when all was granted.</summary>
    public string? Advice => GrantedBytes >= AskedBytes
        ? null
        : $"The kernel granted a UDP receive buffer of {GrantedBytes} bytes where {AskedBytes} were asked for, so bursts of "
            + $"traffic may be lost: raise the limit with 'sysctl -w net.core.rmem_max={AskedBytes}' and start again.";
}
