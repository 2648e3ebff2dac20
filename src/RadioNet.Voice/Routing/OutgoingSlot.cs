namespace RadioNet.Voice.Routing;

/// <summary>Who is sent to one timeslot of a port. At most one stream at a time, so that a transmission there is whole.</summary>
internal sealed class OutgoingSlot
{
    /// <summary>The highest lease that was seen here; 0 before the first.</summary>
    public uint HighestLease;

    /// <summary>The stream that has a leg to here now.</summary>
    public IncomingStream? Occupant;

    /// <summary>Where that leg stands among the occupant's.</summary>
    public int LegIndex;

    /// <summary>
    /// Whether a stream may take the timeslot with a lease: a new one, or the one that is held. A call keeps its lease over its
    /// talkers' turns, and its arbiter's orders come in their order, so with the same lease the later stream is the right one.
    /// </summary>
    public bool Admits(uint lease) => lease != 0 && lease >= HighestLease;
}
