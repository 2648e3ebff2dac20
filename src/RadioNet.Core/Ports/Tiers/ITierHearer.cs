using RadioNet.CallControl.Tiers;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>Hears of the links to the neighbour nodes and what comes over them, from any thread, in order per neighbour; waits for nothing.</summary>
internal interface ITierHearer
{
    void UplinkUp(string above);

    void LinkDown(string neighbour);

    /// <summary>Takes a message; false when so much of that neighbour waits already that its link has to end.</summary>
    bool Hear(string neighbour, TierMessage message);

    /// <summary>Whether a neighbour has calls still that the plan has moved to this node: each is given over when it is over.</summary>
    bool WaitsFor(string neighbour) => false;
}
