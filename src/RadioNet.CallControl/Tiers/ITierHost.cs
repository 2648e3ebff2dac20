using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Tiers;

/// <summary>Who hosts a node's machines, as its <see cref="TierDesk"/> sees it. None of it delivers before it returns.</summary>
public interface ITierHost
{
    /// <summary>The machines that live here now.</summary>
    IEnumerable<Address> Machines { get; }

    /// <summary>Whether a machine is one of them.</summary>
    bool Has(Address machine);

    /// <summary>Says a message to what lives at this node, wherever else it might live.</summary>
    void SayHere(Address to, Message message);
}
