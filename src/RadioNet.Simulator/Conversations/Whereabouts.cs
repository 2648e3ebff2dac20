using System.Collections.Concurrent;
using RadioNet.Protocols;

namespace RadioNet.Simulator.Conversations;

/// <summary>Where radios were heard, as far as the network has to know it from their own transmissions.</summary>
internal sealed class Whereabouts(TimeProvider time)
{
    /// <summary>
    /// For how long a talkgroup follows its radio for certain: the network forgets it after 30 minutes, and may note a radio
    /// that talks again up to 5 minutes late.
    /// </summary>
    private static readonly TimeSpan Followed = TimeSpan.FromMinutes(24);

    private readonly ConcurrentDictionary<RadioId, (AirSite Site, Timeslot Slot, long At)> _last = new();

    /// <summary>A radio that the network admits was heard.</summary>
    public void Heard(RadioId radio, AirSite site, Timeslot slot) => _last[radio] = (site, slot, time.GetTimestamp());

    /// <summary>Where a radio was heard last; null when never.</summary>
    public (AirSite Site, Timeslot Slot)? LastHeard(RadioId radio) =>
        _last.TryGetValue(radio, out var place) ? (place.Site, place.Slot) : null;

    /// <summary>Whether a radio of a talkgroup was heard at a site, on whatever talkgroup.</summary>
    public bool IsAffiliated(AirNetwork network, AirGroup group, AirSite site) =>
        network.Radios.Any(radio => radio.Site == site.Id && radio.Groups.Contains(group.Id) && WasHeard(radio.Id));

    private bool WasHeard(RadioId radio) => _last.TryGetValue(radio, out var place) && time.GetElapsedTime(place.At) < Followed;
}
