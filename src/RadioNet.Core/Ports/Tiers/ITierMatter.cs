using RadioNet.Api;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// One thing that nodes speak of over tier links besides plan, records and letters. It is told from any thread, of one link in order,
/// and waits for nothing.
/// </summary>
internal interface ITierMatter
{
    /// <summary>This node is attached.</summary>
    void ParentUp(ParentLine parent);

    /// <summary>This node is attached no more.</summary>
    void ParentDown();

    /// <summary>The parent said something; of what is none of this matter nothing is thought.</summary>
    void Hear(ToChild said);

    /// <summary>A child is attached, and was welcomed.</summary>
    void ChildUp(AttachedChild child);

    /// <summary>A child's stream is over; another of the same node may have begun.</summary>
    void ChildDown(AttachedChild child);

    /// <summary>A child said something; of what is none of this matter nothing is thought.</summary>
    void Hear(AttachedChild child, FromChild said);
}
