using System.Collections.Concurrent;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tiers;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Recordings;

/// <summary>
/// Says of each spurt whether this node's recorder is among its destinations. A call is recorded once, at its arbiter's node; where a spurt's voice
/// does not pass there, at the node nearest to it that has the voice: of the nodes on a spurt's way, which hang together, it is the one that neither
/// gets it from the next node towards the arbiter nor sends it there, so each knows by itself. While the arbiter cannot be reached, whoever has the voice
/// records. On the switchboard's thread.
/// </summary>
/// <param name="self">This node.</param>
/// <param name="view">The nodes that can be reached.</param>
/// <param name="isMarked">Whether the plan marks a talkgroup.</param>
/// <param name="names">Told of what is recorded here.</param>
/// <param name="port">The recorder's port.</param>
internal sealed class RecorderRoutes(string self, Func<NodeView> view, Func<uint, bool> isMarked, RecordingNames names, PortId port)
{
    private readonly ConcurrentDictionary<IngressId, CallId> _granted = new();

    /// <summary>An arbiter here says how a call stands.</summary>
    public void Note(CallReport report, Func<SpurtReport, string> heardBy)
    {
        if (report.TargetKind == AddressKind.Group && isMarked(report.Target))
        {
            names.Note(report, heardBy);
        }
    }

    /// <summary>The recorder, when it takes a granted stream of this node.</summary>
    public Destination? Of(ToRouter.Grant grant, HeardStream stream, string site, string heardBy)
    {
        if (grant.Of is not { } of || stream.TargetKind != AddressKind.Group || !isMarked(stream.Target))
        {
            return null;
        }

        _granted[grant.Ingress] = of.Call;
        names.Note(of.Call, of.Spurt, site, heardBy);
        return At(of.Call, null, grant.Links);
    }

    /// <summary>Likewise, when its route changes.</summary>
    public Destination? Of(ToRouter.Reroute reroute) => _granted.TryGetValue(reroute.Ingress, out var call) ? At(call, null, reroute.Links) : null;

    /// <summary>The recorder, when it takes a spurt that comes from another node.</summary>
    public Destination? Of(ToRouter.Relay relay)
    {
        if (relay.Branch is not { } branch || At(relay.Call, branch.From, branch.To) is not { } recorder)
        {
            return null;
        }

        names.Note(relay.Call, relay.Spurt);
        return recorder;
    }

    /// <summary>A stream is over.</summary>
    public void End(IngressId stream) => _granted.TryRemove(stream, out _);

    private Destination? At(CallId call, string? from, IEnumerable<string> to) =>
        IsNearest(call.Node, from, to) ? new Destination(port, Timeslot.One, 0) : null;

    private bool IsNearest(string arbiter, string? from, IEnumerable<string> to)
    {
        var reached = view();
        if (arbiter == self || !reached.Has(arbiter) || !reached.Has(self))
        {
            return true;
        }

        var next = reached.Way(self, arbiter)[1];
        return next != from && !to.Contains(next);
    }
}
