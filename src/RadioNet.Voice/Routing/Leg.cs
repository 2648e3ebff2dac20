using RadioNet.Protocols;

namespace RadioNet.Voice.Routing;

/// <summary>One destination that a granted stream has.</summary>
internal struct Leg
{
    public RouterPort Port;
    public Timeslot Slot;

    /// <summary>Whether the transmission has begun there: its first burst, a voice stream's header, was sent.</summary>
    public bool Heard;

    /// <summary>The last route that named it.</summary>
    public int Mark;
}
