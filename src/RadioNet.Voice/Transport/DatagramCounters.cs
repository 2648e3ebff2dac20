namespace RadioNet.Voice.Transport;

/// <summary>What a socket carried and lost since it was opened.</summary>
/// <param name="DatagramsIn">Datagrams received whole.</param>
/// <param name="BytesIn">Their bytes.</param>
/// <param name="DatagramsOut">Datagrams that the system took.</param>
/// <param name="BytesOut">Their bytes.</param>
/// <param name="Oversized">Datagrams longer than <see cref="IDatagramSocket.LongestReceived"/>, dropped.</param>
/// <param name="SendFailures">Datagrams that the system refused, dropped.</param>
/// <param name="KernelDrops">Datagrams that the kernel dropped because the receive buffer was full; 0 where it can't be known.</param>
public readonly record struct DatagramCounters(
    long DatagramsIn,
    long BytesIn,
    long DatagramsOut,
    long BytesOut,
    long Oversized,
    long SendFailures,
    long KernelDrops);
