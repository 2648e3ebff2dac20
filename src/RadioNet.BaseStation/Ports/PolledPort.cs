using System.Runtime.Versioning;
using RadioNet.Voice.Transport;

namespace RadioNet.BaseStation.Ports;

/// <summary>A port whose descriptor is polled: the quickest way on Linux, and one that allocates nothing per read or write.</summary>
/// <param name="name">What is open, for people.</param>
/// <param name="line">The descriptor; the port owns it.</param>
/// <param name="lost">Says why it was lost: the system's error number, 0 for an end of file.</param>
[SupportedOSPlatform("linux")]
internal sealed class PolledPort(string name, PolledDescriptor line, Func<int, PortFault> lost) : IModemPort
{
    private PortFault? _fault;

    public string Name => name;

    public PortRead Read(Span<byte> buffer, TimeSpan limit)
    {
        if (_fault is not null) return new PortRead(0, _fault);
        var read = line.Read(buffer, limit);
        return new PortRead(read.Count, FaultOf(read));
    }

    public PortWrite Write(ReadOnlySpan<byte> bytes, TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero);
        if (_fault is not null) return new PortWrite(0, _fault);
        var write = line.Write(bytes, limit);
        var fault = FaultOf(write);
        if (fault is not null) line.Wake(); // The reader, whose wait some losses don't end.
        return new PortWrite(write.Count, fault);
    }

    public void Wake() => line.Wake();

    public void Dispose() => line.Dispose();

    /// <summary>The first cause of a loss is the cause that both sides' reads and writes are told.</summary>
    private PortFault? FaultOf(in Transfer transfer) => transfer.End switch
    {
        TransferEnd.HungUp or TransferEnd.Failed => _fault ?? Interlocked.CompareExchange(ref _fault, lost(transfer.Error), null) ?? _fault,
        TransferEnd.Closed => PortFault.Closed,
        _ => null,
    };
}
