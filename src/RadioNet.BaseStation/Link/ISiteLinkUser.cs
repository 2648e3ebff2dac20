using System.Net;
using RadioNet.Api;
using RadioNet.Api.Links;

namespace RadioNet.BaseStation.Link;

/// <summary>
/// Who a site link works for. Called by the link, one call at a time. What the node says waits until the call before has returned;
/// the link itself lives on meanwhile.
/// </summary>
public interface ISiteLinkUser
{
    /// <summary>Whether the station may move to a better node now: nobody talks.</summary>
    bool IsQuiet { get; }

    /// <summary>A node serves the station from now on. The voice session of each carrier of its plan comes with it.</summary>
    /// <param name="node">Its links address.</param>
    /// <param name="address">Its host.</param>
    /// <param name="welcome">What it said first.</param>
    void Attached(Uri node, IPAddress address, Welcome welcome);

    /// <summary>No node serves it any more, or the one that was asked refused.</summary>
    /// <param name="node">Which.</param>
    /// <param name="why">Why.</param>
    /// <param name="detail">In the node's words, or the system's; English.</param>
    /// <param name="wasAttached">Whether it served before.</param>
    void Detached(Uri node, LinkLoss why, string detail, bool wasAttached);

    /// <summary>Takes a plan, which is on disk already; what it could not do is returned, none when all of it holds.</summary>
    IReadOnlyList<LocalizedText> Obey(HeldPlan plan);

    /// <summary>The node decided about a spurt.</summary>
    void Decide(SpurtDecision decision);

    /// <summary>The node said what it has of the station's own records.</summary>
    void Stored(LocalRecordsStored stored);

    /// <summary>A carrier that the plan has given to the station gets its voice session.</summary>
    void AddVoice(VoiceSession voice);
}
