using RadioNet.Plan.Overlay;

namespace RadioNet.Core.Storage;

/// <summary>A revision that is about to be stored.</summary>
/// <param name="Text">The plan's canonical text with its secrets.</param>
/// <param name="Sha256">Its SHA-256, lower-case hexadecimal.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Who">Who makes it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Comment">What they say; may be empty.</param>
public sealed record RevisionDraft(
    string Text, string Sha256, RevisionOrigin Origin, string Who, DateTimeOffset At, string Comment)
{
    /// <summary>The request that asks for it, so that a repeated one is answered alike; null when none does.</summary>
    public string? RequestId { get; init; }

    /// <summary>SHA-256 of the content as it was given, so that a node's start knows it again; null when none was given.</summary>
    public string? GivenSha256 { get; init; }

    /// <summary>The local edit of a node below that it takes: that it is decided is stored with it. Null when it takes none.</summary>
    public OverlayEdit? Takes { get; init; }

    /// <summary>What the audit says was done.</summary>
    public string Detail { get; init; } = "";
}
