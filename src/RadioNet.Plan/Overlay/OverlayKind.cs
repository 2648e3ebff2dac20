namespace RadioNet.Plan.Overlay;

/// <summary>What a local edit is of. The numbers are stored and travel.</summary>
public enum OverlayKind
{
    /// <summary>A talkgroup.</summary>
    Talkgroup = 1,

    /// <summary>A subscriber.</summary>
    Subscriber = 2,
}
