using RadioNet.Protocols.Dmr;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>
/// The bursts that wait for a timeslot, in firmware's 370 octets: 11 fit, and the space that is reported counts 35 octets each,
/// so that 10 is said of an empty queue and 0 while one still fits.
/// </summary>
internal sealed class BurstQueue
{
    private const int Capacity = 370;
    private const int ReportedOctets = 35;

    private readonly OctetQueue _octets = new(Capacity);

    public bool IsEmpty => _octets.Count == 0;

    public byte ReportedSpace => (byte)(_octets.Space / ReportedOctets);

    public bool HasRoom => _octets.Space >= BurstLayout.BurstOctets;

    public void Put(ReadOnlySpan<byte> burst) => _octets.TryPut(burst);

    public bool TryTake(Span<byte> burst) => _octets.Take(burst[..BurstLayout.BurstOctets]) == BurstLayout.BurstOctets;

    public void Clear() => _octets.Clear();
}
