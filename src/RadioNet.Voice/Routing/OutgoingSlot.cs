namespace RadioNet.Voice.Routing;

/// <summary>Who is sent to one timeslot of a port. At most one stream at a time, so that a transmission there is whole.</summary>
internal sealed class OutgoingSlot
{
    /// <summary>The highest lease that was seen here; 0 before the first.</summary>
    public uint HighestLease;

    /// <summary>Whose lease that is.</summary>
    public StreamId Holder;

    /// <summary>The stream that has a leg to here now.</summary>
    public IncomingStream? Occupant;

    /// <summary>Where that leg stands among the occupant's.</summary>
    public int LegIndex;

    /// <summary>Whether a stream may take the timeslot with a lease: a new one, or its own.</summary>
    public bool Admits(StreamId stream, uint lease) => lease > HighestLease || (lease == HighestLease && lease != 0 && Holder == stream);
}
