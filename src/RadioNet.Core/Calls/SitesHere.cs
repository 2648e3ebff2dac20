using RadioNet.Protocols;

namespace RadioNet.Core.Calls;

/// <summary>
/// Which sites this node serves now: a repeater, or a base station, of another one logs in where its slot table lives. Safe from
/// any thread.
/// </summary>
internal sealed class SitesHere(TierSwitch tiers, LiveStreams streams)
{
    /// <summary>Whether the node serves a site.</summary>
    public bool Has(string site) => tiers.IsServedHere(site);

    /// <summary>Whether a repeater or carrier has to go to another node that serves its site now: not before its talker has finished.</summary>
    public bool MustGo(string site, RepeaterId port) => !Has(site) && !streams.IsHeardAt(port);
}
