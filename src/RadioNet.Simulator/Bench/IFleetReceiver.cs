namespace RadioNet.Simulator.Bench;

/// <summary>Takes what a fleet of sockets receives, on the receiving thread.</summary>
internal interface IFleetReceiver
{
    /// <summary>Takes a datagram; valid during the call only.</summary>
    /// <param name="socket">The socket's number in the fleet.</param>
    /// <param name="datagram">Its octets.</param>
    /// <param name="arrived">When the kernel took it: UTC in units of 100 ns, as <see cref="DateTime.Ticks"/>.</param>
    void OnDatagram(int socket, ReadOnlySpan<byte> datagram, long arrived);
}
