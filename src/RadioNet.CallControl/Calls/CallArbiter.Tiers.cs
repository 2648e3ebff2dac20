using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;

namespace RadioNet.CallControl.Calls;

/// <content>What becomes of a call when nodes, or sites, are lost.</content>
public sealed partial class CallArbiter
{
    private void HandleTiers(Message message, Outbox outbox)
    {
        switch (message)
        {
            case ToCall.NodesLost lost:
                LoseStreams(lost, outbox);
                LoseOffers(lost, outbox);
                _routeChanged |= _listeners.Lose(lost.Nodes) && _call?.Talker is not null;
                break;
            case ToCall.SitesLost lost:
                foreach (var site in lost.Sites)
                {
                    _routeChanged |= _sites.Lose(site);
                }

                break;
            default:
                HandleHeal(message, outbox);
                break;
        }
    }

    /// <summary>Whoever carries the streams decides about them from now on; here they are over.</summary>
    private void LoseStreams(ToCall.NodesLost lost, Outbox outbox)
    {
        var now = context.Time.GetUtcNow();
        IngressId[] gone =
        [
            .. _early.Concat(_queue.Waiting).Concat(_denied.All).Select(r => r.Ingress)
                .Concat(Talker is { } talker ? [talker] : []).Where(i => lost.Nodes.Contains(i.Node)),
        ];
        foreach (var ingress in gone)
        {
            EndStream(new ToCall.Over(ingress, Reason.PortLost, now, StreamFigures.None), outbox);
        }
    }
}
