namespace RadioNet.Core.Storage;

/// <summary>A revision of the plan as the root made it: what a node keeps of it to pass it on.</summary>
/// <param name="Network">The network's id in the plan.</param>
/// <param name="Number">The revision, numbered by the root.</param>
/// <param name="Sha256">SHA-256 of the canonical text without secrets, 32 octets.</param>
/// <param name="Signature">The CA's, 64 octets (<c>tier_link.proto</c>, PlanOffer).</param>
/// <param name="PackedText">The canonical text without secrets, UTF-8, Brotli-compressed.</param>
public sealed record SealedPlan(string Network, int Number, byte[] Sha256, byte[] Signature, byte[] PackedText);
