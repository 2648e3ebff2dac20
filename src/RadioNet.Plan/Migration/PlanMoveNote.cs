namespace RadioNet.Plan.Migration;

/// <summary>What else became of an entry that moved.</summary>
public enum PlanMoveNote
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A talkgroup of all sites in its home: its sites are listed now, because its new home has others.</summary>
    SitesListed,

    /// <summary>A talkgroup of all sites in its home that had none: it goes where its radios are, because its new home has some.</summary>
    SitesAffiliated,

    /// <summary>A talkgroup that goes where its radios are: they may now be at more sites.</summary>
    MoreSites,

    /// <summary>A user whose role covers more now.</summary>
    MoreRights,
}
