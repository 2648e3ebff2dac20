using RadioNet.Protocols;
using RadioNet.Voice.Links;

namespace RadioNet.Voice.Routing;

/// <summary>One destination that a granted stream has.</summary>
internal struct Leg
{
    public RouterPort Port;
    public Timeslot Slot;

    /// <summary>Its spurt when the port is a voice link; else null.</summary>
    public LinkSpurt? Spurt;

    /// <summary>Whether the transmission has begun there: its first burst, a voice stream's header, was sent.</summary>
    public bool Heard;

    /// <summary>The last route that named it.</summary>
    public int Mark;
}
