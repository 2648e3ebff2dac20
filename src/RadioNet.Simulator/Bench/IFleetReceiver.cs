namespace RadioNet.Simulator.Bench;

/// <summary>Takes what a fleet of sockets receives, on the receiving thread.</summary>
internal interface IFleetReceiver
{
    /// <summary>Takes a datagram; valid during the call only.</summary>
    /// <param name="socket">The socket's number in the fleet.</param>
    /// <param name="datagram">Its octets.</param>
    /// <param name="timestamp">When it was read, <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> ticks.</param>
    void OnDatagram(int socket, ReadOnlySpan<byte> datagram, long timestamp);
}
