namespace RadioNet.Core.Ports.Tiers.Letters;

/// <summary>The bounds that <c>tier_calls.proto</c> names.</summary>
internal static class LetterLimits
{
    /// <summary>Nodes of one network.</summary>
    public const int MostNodes = 16_384;

    /// <summary>Calls that are not joined.</summary>
    public const int MostUnjoined = 4096;

    /// <summary>Parts of one call.</summary>
    public const int MostParts = 1024;

    /// <summary>Nodes in the parts of all calls together.</summary>
    public const int MostPartNodes = 262_144;

    /// <summary>Sites that are served away from the plan's node.</summary>
    public const int MostAway = 4096;

    /// <summary>Links that a letter crosses.</summary>
    public const int MostHops = 32;

    /// <summary>Timeslots of one route, or of one site.</summary>
    public const int MostSlots = 4096;

    /// <summary>Neighbours that one spurt goes to.</summary>
    public const int MostLinks = 1024;

    /// <summary>Streams of one call.</summary>
    public const int MostStreams = 1024;

    /// <summary>Talkgroups that a repeater wants.</summary>
    public const int MostTalkgroups = 4096;

    /// <summary>Talkers' turns of one report; and at least one.</summary>
    public const int MostSpurts = 1024;

    /// <summary>Sites, missed sites or decisions of one report.</summary>
    public const int MostLines = 4096;

    /// <summary>The longest name, rule or subject, in characters.</summary>
    public const int LongestText = 512;

    /// <summary>The highest priority.</summary>
    public const int MostPriority = 10;

    /// <summary>Calls that one link carries at once.</summary>
    public const int MostCallsAtOnce = 65_535;

    /// <summary>The longest time for which somebody talks.</summary>
    public static readonly TimeSpan LongestSpurt = TimeSpan.FromDays(365);

    /// <summary>The first and the last time that anything happens at; a clock that was never set says the first.</summary>
    public static readonly (DateTimeOffset First, DateTimeOffset Last) Times = (DateTimeOffset.UnixEpoch, new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero));
}
