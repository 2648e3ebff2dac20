namespace RadioNet.HilRigs.Tests.Rigs;

/// <summary>Something that is attached to a rig.</summary>
/// <param name="Kind">What.</param>
/// <param name="Modem">How the second modem is reached; null of everything else.</param>
/// <param name="Note">What people want to know of it.</param>
internal sealed record RigAttachment(AttachmentKind Kind, ModemPlace? Modem, string? Note);
