namespace RadioNet.Voice.M17;

/// <summary>Where a talker's stream packets go. Called by the thread that feeds the edge, in order: it must neither wait nor throw.</summary>
public interface IM17PacketSink
{
    /// <summary>Takes a stream packet.</summary>
    /// <param name="packet">Its 54 octets, readable until this returns.</param>
    void Take(ReadOnlySpan<byte> packet);
}
