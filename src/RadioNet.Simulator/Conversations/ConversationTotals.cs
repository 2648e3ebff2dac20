using System.Collections.Immutable;

namespace RadioNet.Simulator.Conversations;

/// <summary>What the virtual network said and heard so far.</summary>
/// <param name="Spurts">Spurts begun.</param>
/// <param name="FramesSent">Voice frames sent, one every 60 ms of a spurt.</param>
/// <param name="Interleaved">Times that a stream came back to a timeslot after another had begun there.</param>
/// <param name="Sites">Each site's sums.</param>
/// <param name="LeftOut">Where a busy timeslot kept something away.</param>
/// <param name="Denied">What had to be denied.</param>
public sealed record ConversationTotals(
    long Spurts, long FramesSent, long Interleaved, ImmutableArray<SiteTally> Sites, ImmutableArray<LeftOutSpurt> LeftOut,
    ImmutableArray<DeniedSpurt> Denied)
{
    /// <summary>Spurts that this machine could not send at their pace: nothing is due of them, nor of whom they spoke against.</summary>
    public long HeldUp { get; init; }

    /// <summary>What was heard, but not whole and unchanged.</summary>
    public ImmutableArray<DamagedSpurt> Damaged { get; init; } = [];

    /// <summary>Frames due over all sites.</summary>
    public long Due => Sites.Sum(site => site.Due);

    /// <summary>Frames due and heard over all sites.</summary>
    public long Heard => Sites.Sum(site => site.Heard);

    /// <summary>Frames due and not heard over all sites.</summary>
    public long Lost => Sites.Sum(site => site.Lost);

    /// <summary>Whether nothing that was due is missing or damaged, and nothing was heard that must not be.</summary>
    public bool IsSound => Lost == 0 && Interleaved == 0 && Sites.All(site => site.Stray == 0 && site.Damaged == 0);
}
