using RadioNet.Plan.Overlay;

namespace RadioNet.Core.Services;

/// <summary>Who asks for a change of the plan, and how it stays safe to ask again.</summary>
/// <param name="Who">Who asks, for the history.</param>
/// <param name="Comment">What they say about it; may be empty.</param>
/// <param name="RequestId">Chosen by who asks; a repeated request changes nothing. Null when it is never repeated.</param>
/// <param name="ExpectedRevision">The revision that they have seen; 0 changes whatever is there.</param>
public sealed record ChangeRequest(string Who, string Comment = "", string? RequestId = null, int ExpectedRevision = 0)
{
    /// <summary>The local edit of a node below that this takes; null when it takes none.</summary>
    public OverlayEdit? Takes { get; init; }
}
