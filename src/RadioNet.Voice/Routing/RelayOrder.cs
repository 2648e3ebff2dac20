namespace RadioNet.Voice.Routing;

/// <summary>Where a spurt that comes from another node goes from here. Pooled; it rests while none of its voice comes.</summary>
internal sealed class RelayOrder
{
    /// <summary>The spurt's number, the same at all nodes on its way.</summary>
    public ulong Spurt;

    /// <summary>The number of the call that it is in now.</summary>
    public ulong Call;

    /// <summary>The port that it comes in at; null for any.</summary>
    public PortId? From;

    public uint OutgoingStream;

    public Route Route = Route.None;

    /// <summary>The stream that it is now; null while it rests.</summary>
    public IncomingStream? Stream;

    /// <summary>Whether any of its voice has come.</summary>
    public bool Heard;

    /// <summary>The port of the stream that it was last.</summary>
    public PortId LastPort;

    /// <summary>The SSRC of that stream.</summary>
    public uint LastSsrc;

    /// <summary>The sequence number of the burst of it that was sent last.</summary>
    public byte LastSequence;

    /// <summary>Since when it rests.</summary>
    public long RestsSince;

    public RelayOrder? Older;
    public RelayOrder? Newer;

    /// <summary>Whether a burst is surely of what this spurt was before: of an SSRC, or a place in one, that it has left behind.</summary>
    public bool IsPast(PortId port, uint ssrc, byte sequence) =>
        Heard && port == LastPort && (ssrc < LastSsrc || (ssrc == LastSsrc && Stream is null && SequenceWatch.IsLate((byte)(sequence - LastSequence))));
}
