using System.Collections.Concurrent;
using RadioNet.CallControl.Tiers;

namespace RadioNet.Core.Calls;

/// <content>Sites that are wanted here because a repeater of them has logged in; any thread.</content>
internal sealed partial class TierSwitch : ISiteHost
{
    private readonly ConcurrentDictionary<string, KeptSite> _kept = new();

    /// <summary>A repeater, or base station, of a site that is heard here, as a person knows it; null when there is none. Any thread.</summary>
    public Func<string, string?>? UserOf { get; set; }

    /// <summary>As <see cref="TierDesk.WantSite"/>; the answer is the view, or <see cref="TryGetKept"/>.</summary>
    public void WantSite(string site)
    {
        if (!_isAlone)
        {
            _kept.TryRemove(site, out _);
            Note(new News(NewsKind.Want, site, null));
        }
    }

    /// <summary>As <see cref="TierDesk.LeaveSite"/>.</summary>
    public void LeaveSite(string site)
    {
        _kept.TryRemove(site, out _);
        if (!_isAlone)
        {
            Note(new News(NewsKind.Leave, site, null));
        }
    }

    /// <summary>Why a site that is wanted here stays where it is; false as long as there is no such answer.</summary>
    public bool TryGetKept(string site, out KeptSite kept) => _kept.TryGetValue(site, out kept);

    /// <summary>The node that serves a site, as this one sees it.</summary>
    public string ServerOf(string site) => DirectoryNow().NodeOf(CallControl.Messages.Address.Site(site))!;

    /// <summary>Whether a node serves a site because a repeater of it is logged in there, whatever the plan says.</summary>
    public bool IsAway(string site) => _view.ClaimantOf(site) is not null;

    string? ISiteHost.UserOf(string site) => UserOf?.Invoke(site);

    void ISiteHost.Keep(string site, string node, string user)
    {
        _kept[site] = new KeptSite(node, user);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private NodeDirectory DirectoryNow() => new(new AddressHomes(context.Plan.Current), self, _view);
}
