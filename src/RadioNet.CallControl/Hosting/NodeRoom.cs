using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;
using RadioNet.Plan;

namespace RadioNet.CallControl.Hosting;

/// <summary>A <see cref="MachineRoom"/> of one node among others. Belongs to one thread.</summary>
public sealed class NodeRoom : ITierHost
{
    /// <summary>A node that stands alone so far.</summary>
    /// <param name="self">The node; what its ports say names it in each <see cref="IngressId"/>.</param>
    /// <param name="context">Plan, clock and ids.</param>
    /// <param name="outside">As that of a room.</param>
    /// <param name="send">Sends over the tier link to a neighbour, in order; it does not deliver.</param>
    /// <param name="sites">Knows who is logged in; null where every site may go to whoever asks.</param>
    public NodeRoom(string self, RulesContext context, Action<Message> outside, Action<string, TierMessage> send, ISiteHost? sites = null)
    {
        Room = new MachineRoom(context, outside, (from, to, message) => Tiers!.TryCarry(from, to, message));
        Tiers = new TierDesk(self, context, this, send, sites);
    }

    /// <summary>The machines.</summary>
    public MachineRoom Room { get; }

    /// <summary>The node's place among others. Whoever has told it something has the room deliver.</summary>
    public TierDesk Tiers { get; }

    IEnumerable<Address> ITierHost.Machines => Room.Machines;

    /// <summary>Another plan holds.</summary>
    public void Obey(PlanIndex before, PlanIndex after)
    {
        Tiers.ObeyPlan();
        Room.Obey(before, after);
    }

    bool ITierHost.Has(Address machine) => Room.Has(machine);

    void ITierHost.SayHere(Address to, Message message) => Room.SayHere(to, message);
}
