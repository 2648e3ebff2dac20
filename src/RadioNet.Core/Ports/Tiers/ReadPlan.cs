using RadioNet.Plan;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>A canonical text of the root's as all nodes of a process have it that hold it. Immutable.</summary>
/// <param name="packed">As it came.</param>
/// <param name="sha256">Of the text.</param>
/// <param name="reading">What it says, or why it says nothing.</param>
internal sealed class ReadPlan(byte[] packed, byte[] sha256, PlanReading reading)
{
    private readonly Lazy<PlanIndex> _index = new(() => new PlanIndex(reading.Plan!, 0));

    /// <summary>UTF-8, Brotli-compressed.</summary>
    public byte[] Packed => packed;

    /// <summary>SHA-256 of the text, 32 octets.</summary>
    public byte[] Sha256 => sha256;

    public PlanReading Reading => reading;

    /// <summary>The plan as a node has it; one that could be read.</summary>
    public PlanIndex With(SecretsSheet secrets, int revision) => _index.Value.With(secrets, revision);
}
