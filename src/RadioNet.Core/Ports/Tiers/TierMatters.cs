using RadioNet.Api;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>All matters of this node's tier links, each told of everything.</summary>
internal sealed class TierMatters(IEnumerable<ITierMatter> matters)
{
    private readonly ITierMatter[] _matters = [.. matters];

    public void ParentUp(ParentLine parent) => Array.ForEach(_matters, matter => matter.ParentUp(parent));

    public void ParentDown() => Array.ForEach(_matters, matter => matter.ParentDown());

    public void Hear(ToChild said) => Array.ForEach(_matters, matter => matter.Hear(said));

    public void ChildUp(AttachedChild child) => Array.ForEach(_matters, matter => matter.ChildUp(child));

    public void ChildDown(AttachedChild child) => Array.ForEach(_matters, matter => matter.ChildDown(child));

    public void Hear(AttachedChild child, FromChild said) => Array.ForEach(_matters, matter => matter.Hear(child, said));
}
