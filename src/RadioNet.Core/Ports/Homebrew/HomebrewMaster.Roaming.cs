using Microsoft.Extensions.Logging;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Ports.Homebrew;

/// <content>
/// Repeaters that log in here and whose site another node serves. Who has proved its secret is served here as soon as the site is; a
/// node where a repeater of the site is heard keeps it, and then the newcomer is refused and may come again.
/// </content>
internal sealed partial class HomebrewMaster
{
    /// <summary>A site that does not come within this long stays away.</summary>
    public static readonly TimeSpan SiteWait = TimeSpan.FromSeconds(3);

    private readonly Dictionary<RepeaterId, WaitingLogin> _waiting = [];
    private readonly HashSet<string> _wanted = [];
    private readonly HashSet<RepeaterId> _told = [];

    /// <summary>
    /// A repeater of a site that is logged in and was heard in its last two ping intervals, by its id; null when there is none. Any
    /// thread.
    /// </summary>
    public string? UserOf(string site) => _byId.Values.FirstOrDefault(session =>
        plan.Current.TryRepeater(session.Repeater, out _, out var at) && at.Id == site
        && time.GetElapsedTime(LastHeard(session)) <= session.LivePeriod)?.Repeater.ToString();

    /// <summary>Whether a repeater may prove itself here; one whose secret this node does not have comes to nothing where its site is not.</summary>
    private bool MayCome(Repeater repeater, Site site)
    {
        if (repeater.HasSecret || sites?.Has(site.Id) != false)
        {
            return true;
        }

        Counters.Elsewhere++;
        if (_told.Add(repeater.Id))
        {
            LogNoSecret(_log, repeater.Id, site.Id, sites.ServerOf(site.Id));
        }

        return false;
    }

    /// <summary>Has a repeater that has proved its secret wait where its site is served elsewhere; false when it need not.</summary>
    private bool MustWait(in PeerAddress from, Repeater repeater, Site site)
    {
        if (sites is null)
        {
            return false;
        }

        var isHere = sites.Has(site.Id);
        if (isHere)
        {
            Want(site.Id);
            _waiting.Remove(repeater.Id);
        }
        else if (!_waiting.TryGetValue(repeater.Id, out var waiting) || waiting.Peer != from)
        {
            Want(site.Id);
            _waiting[repeater.Id] = new WaitingLogin(from, site.Id, repeater.Secret, time.GetTimestamp());
        }

        return !isHere;
    }

    /// <summary>Answers those whose sites have come, and those whose sites stay away.</summary>
    private void AnswerWaiting()
    {
        foreach (var (id, waiting) in _waiting)
        {
            if (!plan.Current.TryRepeater(id, out var repeater, out var site) || site.Id != waiting.Site || repeater.Secret != waiting.Secret)
            {
                _waiting.Remove(id);
                RefuseWaiting(id, waiting.Peer);
            }
            else if (sites!.Has(site.Id))
            {
                _waiting.Remove(id);
                Admit(waiting.Peer, _byPeer.GetValueOrDefault(waiting.Peer), repeater);
            }
            else if (IsDenied(site.Id, waiting.Since))
            {
                _waiting.Remove(id);
                Counters.Elsewhere++;
                TellDenied(id, site.Id);
                RefuseWaiting(id, waiting.Peer);
            }
        }
    }

    /// <summary>
    /// Has a repeater log in anew when another node serves its site now. Where that is not by the plan but by another login, of which
    /// this node learned when the two were joined, that node is asked first whether anybody is heard there.
    /// </summary>
    private void SendElsewhere(HomebrewSession session)
    {
        if (session.Port is not { } port || sites?.MustGo(port.Site, session.Repeater) != true)
        {
            session.AsksSince = null;
            return;
        }

        if (sites.IsAway(port.Site))
        {
            if (session.AsksSince is not { } since)
            {
                session.AsksSince = time.GetTimestamp();
                Want(port.Site);
                return;
            }

            if (!IsDenied(port.Site, since))
            {
                return;
            }

            Counters.Elsewhere++;
            TellDenied(session.Repeater, port.Site);
        }

        End(session);
        Say(session.Peer, HomebrewKind.Refusal, session.Repeater.Value);
    }

    private bool IsDenied(string site, long since) => sites!.TryGetKept(site, out _) || time.GetElapsedTime(since) > SiteWait;

    private void RefuseWaiting(RepeaterId id, in PeerAddress peer)
    {
        Counters.Refused++;
        Say(peer, HomebrewKind.Refusal, id.Value);
    }

    /// <summary>Says once why a repeater is refused, until it is taken.</summary>
    private void TellDenied(RepeaterId id, string site)
    {
        if (!_told.Add(id))
        {
            return;
        }

        if (sites!.TryGetKept(site, out var kept))
        {
            LogKept(_log, id, site, kept.Node, kept.User);
        }
        else
        {
            LogNoAnswer(_log, id, site, sites.ServerOf(site));
        }
    }

    private void Want(string site)
    {
        _wanted.Add(site);
        sites!.Want(site);
    }

    /// <summary>Gives back the sites of which no repeater is here any more.</summary>
    private void LeaveSites()
    {
        if (_wanted.Count == 0)
        {
            return;
        }

        var used = _waiting.Values.Select(waiting => waiting.Site).ToHashSet();
        foreach (var session in _byId.Values)
        {
            if (plan.Current.TryRepeater(session.Repeater, out _, out var site))
            {
                used.Add(site.Id);
            }
        }

        foreach (var site in _wanted.Where(site => !used.Contains(site)).ToArray())
        {
            _wanted.Remove(site);
            sites!.Leave(site);
        }
    }

    [LoggerMessage(EventId = 3211, Level = LogLevel.Warning, Message = "Repeater {Repeater} is refused: its site {Site} is served by node {Node}, where {User} of that site is heard. It is taken here when nothing of that site was heard there for two ping intervals.")]
    private static partial void LogKept(ILogger log, RepeaterId repeater, string site, string node, string user);

    [LoggerMessage(EventId = 3212, Level = LogLevel.Warning, Message = "Repeater {Repeater} is refused: its site {Site} is served by node {Node}, which did not answer whether it may be served here. It may come again.")]
    private static partial void LogNoAnswer(ILogger log, RepeaterId repeater, string site, string node);

    [LoggerMessage(EventId = 3213, Level = LogLevel.Warning, Message = "Repeater {Repeater} is refused: its site {Site} is served by node {Node}, and this node does not have the repeater's secret. With roam: true in the plan it may log in at any node.")]
    private static partial void LogNoSecret(ILogger log, RepeaterId repeater, string site, string node);
}
