using RadioNet.CallControl.Tiers;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>Sends to the neighbour nodes, in order, without waiting; what is for one whose link is down is lost.</summary>
internal interface ITierPost
{
    void Send(string neighbour, TierMessage message);
}
