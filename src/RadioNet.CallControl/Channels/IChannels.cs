using RadioNet.Protocols;

namespace RadioNet.CallControl.Channels;

/// <summary>The channels of one repeater or link of a site.</summary>
internal interface IChannels
{
    RepeaterShape Shape { get; }

    /// <summary>Takes another shape; false when the channels are of another kind and must be made anew.</summary>
    bool TryReshape(RepeaterShape shape);

    void UplinkStarted(Timeslot slot, IngressId ingress, string? callKey);

    void UplinkEnded(Timeslot slot, IngressId ingress);

    /// <summary>Gives the channels to whom they belong now. Keys of calls that won or lost one are added to <paramref name="changed"/>.</summary>
    void Share(IEnumerable<(CallClaim Claim, Timeslot Slot)> claims, HashSet<string> changed);

    /// <summary>The lease of a call at a timeslot; null when it has none.</summary>
    uint? LeaseOf(string callKey, Timeslot slot);

    /// <summary>The call that has a timeslot; null when none has.</summary>
    string? CompetingAt(Timeslot slot);
}
