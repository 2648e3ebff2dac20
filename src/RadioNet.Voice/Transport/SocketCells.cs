namespace RadioNet.Voice.Transport;

/// <summary>
/// The counters behind <see cref="DatagramCounters"/>. The thread that receives, or the one that sends, alone writes each; the
/// one-off sends of other threads have their own cells, written interlocked.
/// </summary>
internal sealed class SocketCells
{
    public long DatagramsIn;
    public long BytesIn;
    public long DatagramsOut;
    public long BytesOut;
    public long Oversized;
    public long SendFailures;

    private long _sideDatagramsOut;
    private long _sideBytesOut;
    private long _sideFailures;

    public void CountSide(int bytes, bool sent)
    {
        if (sent)
        {
            Interlocked.Increment(ref _sideDatagramsOut);
            Interlocked.Add(ref _sideBytesOut, bytes);
        }
        else
        {
            Interlocked.Increment(ref _sideFailures);
        }
    }

    public DatagramCounters Snapshot(long kernelDrops) => new(
        Volatile.Read(ref DatagramsIn),
        Volatile.Read(ref BytesIn),
        Volatile.Read(ref DatagramsOut) + Volatile.Read(ref _sideDatagramsOut),
        Volatile.Read(ref BytesOut) + Volatile.Read(ref _sideBytesOut),
        Volatile.Read(ref Oversized),
        Volatile.Read(ref SendFailures) + Volatile.Read(ref _sideFailures),
        kernelDrops);
}
