using RadioNet.Protocols.M17;

namespace RadioNet.Voice.M17;

/// <summary>Who hears what comes over a link to a reflector. Called by the link's thread alone; it must not wait.</summary>
public interface IM17LinkListener
{
    /// <summary>When <see cref="Advance"/> is due, if nothing comes before; never, mostly.</summary>
    TimeSpan DueAt { get; }

    /// <summary>Takes 40 ms of a stream.</summary>
    void Take(in M17StreamPacket packet, TimeSpan now);

    /// <summary>Time has passed.</summary>
    void Advance(TimeSpan now);

    /// <summary>The link has become another: it stands, or not any more.</summary>
    void Changed(M17LinkState state, M17LinkFault fault);
}
