namespace RadioNet.Plan.Overlay;

/// <summary>How far a local edit has come. The numbers are stored.</summary>
public enum OverlayState
{
    /// <summary>The root has not decided; it is in force where it was made, and below.</summary>
    Open = 1,

    /// <summary>The root took it.</summary>
    Taken = 2,

    /// <summary>The root did not take it; it is in force nowhere.</summary>
    Refused = 3,
}
