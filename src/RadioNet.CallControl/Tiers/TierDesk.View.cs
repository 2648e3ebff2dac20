using System.Collections.Immutable;
using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Tiers;

/// <content>What a change of the network changes for the machines here.</content>
public sealed partial class TierDesk
{
    private void ObeyView(NodeDirectory before)
    {
        var after = Directory;
        var lost = before.View.Nodes.Where(n => !after.View.Has(n)).ToImmutableHashSet();
        if (after.View.Nodes.Any(n => !before.View.Has(n)))
        {
            _terms.RaiseAll();
        }

        foreach (var (callKey, question) in _questions.Lose(after.View.Has))
        {
            _host.SayHere(Address.Call(callKey), new ToCall.Carried(question, []));
        }

        foreach (var machine in _host.Machines.ToArray())
        {
            switch (machine.Kind)
            {
                case MachineKind.Call:
                    TellCall(machine, lost, before, after);
                    break;
                case MachineKind.Site:
                    _host.SayHere(machine, new ToSite.SayAgain());
                    break;
                case MachineKind.Subscriber when after.NodeOf(machine) != _self:
                    _host.SayHere(machine, new ToSubscriber.Unwatched([.. before.View.Nodes]));
                    break;
                case MachineKind.Subscriber when !lost.IsEmpty:
                    _host.SayHere(machine, new ToSubscriber.Unwatched(lost));
                    break;
            }
        }

        _ways.Reroute(after);
        _host.SayHere(Address.Ingress, new ToIngress.SayAgain());
    }

    private void TellCall(Address call, ImmutableHashSet<string> lost, NodeDirectory before, NodeDirectory after)
    {
        if (!lost.IsEmpty)
        {
            _host.SayHere(call, new ToCall.NodesLost(lost));
        }

        var gone = ImmutableArray.CreateBuilder<string>();
        List<string> come = [];
        foreach (var site in _context.Plan.Current.Plan.Sites)
        {
            var (was, now) = (SiteFor(call.Key, site.Id, before), SiteFor(call.Key, site.Id, after));
            if (was != now && was is not null)
            {
                gone.Add(site.Id);
            }

            if (was != now && now is not null)
            {
                come.Add(site.Id);
            }
        }

        if (gone.Count > 0)
        {
            _host.SayHere(call, new ToCall.SitesLost(gone.ToImmutable()));
        }

        foreach (var site in come)
        {
            _host.SayHere(call, new ToCall.SiteForgot(site));
        }
    }

    /// <summary>The node that serves a site for a call; null when the call can't go there.</summary>
    private static string? SiteFor(string callKey, string site, NodeDirectory directory) =>
        directory.NodeOf(Address.Site(site)) is { } node && directory.MayGo(callKey, node) ? node : null;
}
