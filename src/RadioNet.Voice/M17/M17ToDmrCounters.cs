namespace RadioNet.Voice.M17;

/// <summary>What became of the packets of M17 streams on their way to DMR.</summary>
/// <param name="Streams">Streams that were let in.</param>
/// <param name="Said">Packets that were passed on.</param>
/// <param name="Bridged">Packets that were lost, and for which a guess or silence was passed on.</param>
/// <param name="Skipped">Packets that were lost in a gap too long to bridge.</param>
/// <param name="Late">Packets that came when they had been bridged, twice, or after their stream's end.</param>
/// <param name="Busy">Packets of a second stream while the first was there.</param>
/// <param name="Foreign">Packets of streams that are not plain speech at 3200 bit/s.</param>
/// <param name="Denied">Packets of streams that were not let in.</param>
/// <param name="TimedOut">Streams that ended without a last packet.</param>
public readonly record struct M17ToDmrCounters(
    long Streams, long Said, long Bridged, long Skipped, long Late, long Busy, long Foreign, long Denied, long TimedOut);
