using RadioNet.Simulator.Radios;

namespace RadioNet.Simulator.Conversations;

/// <summary>One press of a radio's key on a talkgroup, by <see cref="VirtualNetwork.SayAsync"/>.</summary>
/// <param name="Radio">Who talks.</param>
/// <param name="Group">On which talkgroup.</param>
/// <param name="Said">What is said.</param>
/// <param name="IsEmergency">Whether with the emergency key.</param>
/// <param name="Began">When the key was pressed, ticks of the clock's timestamp.</param>
public sealed record SpokenTurn(AirRadio Radio, AirGroup Group, Transmission Said, bool IsEmergency, long Began)
{
    /// <summary>When its first burst was sent, by the wall clock; before that, when the key was pressed.</summary>
    public DateTimeOffset Started { get; internal set; }

    /// <summary>Whether this machine could not keep the radio's pace: to a network such a radio fell silent.</summary>
    public bool HeldUp { get; internal set; }
}
