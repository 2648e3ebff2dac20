using RadioNet.Protocols.Rtp;

namespace RadioNet.Voice.Links;

/// <summary>Who hears what comes over a link.</summary>
public interface IVoiceLinkListener
{
    /// <summary>
    /// Takes a burst, on the link's own thread: an implementation copies what it needs and returns; it never waits and never throws.
    /// Bursts come as the network brings them: overtaken ones too.
    /// </summary>
    /// <param name="packet">The burst; readable until the call returns.</param>
    /// <param name="arrived">When it came, <see cref="TimeProvider.GetTimestamp"/> ticks.</param>
    void Take(in VoiceLinkPacket packet, long arrived);
}
