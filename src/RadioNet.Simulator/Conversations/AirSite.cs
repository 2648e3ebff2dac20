using RadioNet.Protocols;
using RadioNet.Simulator.Air;

namespace RadioNet.Simulator.Conversations;

/// <summary>A site with its one repeater, or its base station's one carrier, as the people on the air know it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Repeater">The id that its repeater logs in with; of no meaning for a base station.</param>
/// <param name="Secret">The secret that its repeater proves.</param>
/// <param name="ColorCode">The colour code of its radios.</param>
public sealed record AirSite(string Id, RepeaterId Repeater, string Secret, ColorCode ColorCode)
{
    /// <summary>Whether its repeater is a simplex hotspot, which has slot 2 alone and takes every call on it.</summary>
    public bool Simplex { get; init; }

    /// <summary>Its base station's frequencies; null where there is a third party's repeater instead.</summary>
    public ChannelFrequencies? Carrier { get; init; }

    /// <summary>Degrees north.</summary>
    public double Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double Longitude { get; init; }

    /// <summary>The timeslot that a call of a timeslot uses here.</summary>
    public Timeslot SlotFor(Timeslot wanted) => Simplex ? Timeslot.Two : wanted;
}
