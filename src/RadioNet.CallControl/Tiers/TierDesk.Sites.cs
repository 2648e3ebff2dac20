using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Tiers;

/// <content>
/// Sites whose repeaters log in at another node than the plan's. A site moves as a whole, because its timeslots are given out at one
/// node, and not while a repeater of it is heard where it is.
/// </content>
public sealed partial class TierDesk
{
    /// <summary>The sites of which a repeater is here, or would like to be.</summary>
    private readonly HashSet<string> _wanted = [];

    /// <summary>
    /// Calls here with sites that another node serves since: until that has said what a call has there, the call's arbiter may still
    /// name uses of timeslots that the former one gave, and whose numbers mean nothing to the repeater's new node.
    /// </summary>
    private readonly HashSet<(string CallKey, string Site)> _gone = [];

    /// <summary>
    /// A repeater of a site has proved here who it is. When another node serves the site, that is asked for it: the view says when it
    /// is served here, or <see cref="ISiteHost.Keep"/> why it is not; an answer may be lost. To be said again whenever it is wanted
    /// again.
    /// </summary>
    public void WantSite(string site)
    {
        _wanted.Add(site);
        var server = NodeOf(Address.Site(site))!;
        if (server.Length > 0 && server != _self)
        {
            Send(default, server, Address.Ports, new ToPorts.SiteWanted(site));
        }
        else if (!_tree.Upwards(_tree.HomeOfSite(site)).Contains(_self))
        {
            Claim(site); // it is here for want of the plan's nodes, and stays when they are back
        }
    }

    /// <summary>No repeater of a site is here any more: it is served again where the plan says.</summary>
    public void LeaveSite(string site)
    {
        _wanted.Remove(site);
        var before = Homes;
        if (_membership.LeaveSite(site))
        {
            ObeyView(before);
        }
    }

    /// <summary>The node that serves a site says whether it may go; who knows of another one that serves it passes the question on.</summary>
    private void AnswerWanted(TierMessage.Envelope envelope, ToPorts.SiteWanted wanted)
    {
        var server = NodeOf(Address.Site(wanted.Site))!;
        if (server == envelope.From)
        {
            return; // the view says so there too, now or soon
        }

        if (server.Length > 0 && server != _self)
        {
            Forward(envelope with { From = _self, To = server });
            return;
        }

        Send(default, envelope.From, Address.Ports, new ToPorts.SiteAnswer(wanted.Site, _sites?.UserOf(wanted.Site), _terms.Clock));
    }

    private void TakeAnswer(string server, ToPorts.SiteAnswer answer)
    {
        _terms.See(answer.Clock);
        if (!_wanted.Contains(answer.Site))
        {
            return;
        }

        if (answer.User is { } user)
        {
            _sites?.Keep(answer.Site, server, user);
        }
        else if (NodeOf(Address.Site(answer.Site)) != _self)
        {
            Claim(answer.Site);
        }
    }

    private bool IsGone(string callKey, SlotLease lease) =>
        _gone.Count > 0 && _context.Plan.Current.TryPort(lease.Repeater, out var port) && _gone.Contains((callKey, port.Site.Id));

    private void Claim(string site)
    {
        if (_membership.HasClaim(site))
        {
            return;
        }

        var before = Homes;
        if (_membership.ClaimSite(site))
        {
            ObeyView(before);
        }
    }
}
