namespace RadioNet.Plan.Overlay;

/// <summary>What a local edit does. The numbers are stored and travel.</summary>
public enum OverlayAction
{
    /// <summary>Adds one.</summary>
    Add = 1,

    /// <summary>Changes what its words say.</summary>
    Set = 2,

    /// <summary>Removes one.</summary>
    Remove = 3,
}
