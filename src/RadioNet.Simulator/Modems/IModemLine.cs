namespace RadioNet.Simulator.Modems;

/// <summary>The modem's end of a line to its host. One thread reads and writes; <see cref="Wake"/> is for any thread.</summary>
public interface IModemLine : IDisposable
{
    /// <summary>How a host reaches it, as <c>radionet base-station --modem</c> takes it: <c>pty:PATH</c>, <c>udp:HOST:PORT</c>, <c>tcp:HOST:PORT</c>.</summary>
    string Address { get; }

    /// <summary>Waits at most so long for octets, or to be woken, and takes those that are there; 0 when none came.</summary>
    int Read(Span<byte> to, TimeSpan limit);

    /// <summary>Writes what the line takes at once and returns how many octets that were.</summary>
    int Write(ReadOnlySpan<byte> from);

    /// <summary>Makes a read that waits, or the next one, return.</summary>
    void Wake();
}
