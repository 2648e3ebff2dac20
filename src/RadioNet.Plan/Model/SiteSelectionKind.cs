namespace RadioNet.Plan.Model;

/// <summary>How a talkgroup's sites are chosen.</summary>
public enum SiteSelectionKind
{
    /// <summary>Every site in the home place and below.</summary>
    All,

    /// <summary>The sites that the plan lists.</summary>
    Listed,

    /// <summary>The sites where a radio of the group was heard or registered within the affiliation time.</summary>
    Affiliated,
}
