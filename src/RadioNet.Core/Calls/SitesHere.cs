using RadioNet.Protocols;

namespace RadioNet.Core.Calls;

/// <summary>
/// Which sites this node serves now: those that the plan gives it, those of nodes that are gone, and those whose repeaters have logged
/// in here. A base station logs in where its site's slot table lives. Safe from any thread.
/// </summary>
internal sealed class SitesHere(TierSwitch tiers, LiveStreams streams)
{
    /// <summary>Whether the node serves a site.</summary>
    public bool Has(string site) => tiers.IsServedHere(site);

    /// <summary>The node that serves a site.</summary>
    public string ServerOf(string site) => tiers.ServerOf(site);

    /// <summary>Whether a repeater or carrier has to go to another node that serves its site now: not before its talker has finished.</summary>
    public bool MustGo(string site, RepeaterId port) => !Has(site) && !streams.IsHeardAt(port);

    /// <summary>Whether a node serves a site because a repeater of it is logged in there: whose repeater is heard is asked before one is sent away.</summary>
    public bool IsAway(string site) => tiers.IsAway(site);

    /// <summary>A repeater of a site has proved itself here, and its site is asked for where another node serves it.</summary>
    public void Want(string site) => tiers.WantSite(site);

    /// <summary>No repeater of a site is here any more.</summary>
    public void Leave(string site) => tiers.LeaveSite(site);

    /// <summary>Why a site that is wanted here stays where it is; false as long as there is no such answer.</summary>
    public bool TryGetKept(string site, out KeptSite kept) => tiers.TryGetKept(site, out kept);
}
