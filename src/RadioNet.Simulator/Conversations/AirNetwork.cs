using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.Simulator.Conversations;

/// <summary>
/// The network as the people on the air were told that it is: what the conversations are made from, and what is due is counted
/// from. Nothing in it comes from a running node.
/// </summary>
/// <param name="Sites">The sites whose repeaters are on.</param>
/// <param name="Groups">The talkgroups.</param>
/// <param name="Radios">The radios at these sites.</param>
public sealed record AirNetwork(ImmutableArray<AirSite> Sites, ImmutableArray<AirGroup> Groups, ImmutableArray<AirRadio> Radios)
{
    /// <summary>A site by its name; null when its repeater is off.</summary>
    public AirSite? Site(string id) => Sites.FirstOrDefault(site => site.Id == id);

    /// <summary>The sites that a talkgroup may go to and whose repeaters are on.</summary>
    public ImmutableArray<AirSite> SitesOf(AirGroup group) => [.. Sites.Where(site => group.Sites.Contains(site.Id))];

    /// <summary>The radios that may talk on a talkgroup from where they are.</summary>
    public ImmutableArray<AirRadio> TalkersOf(AirGroup group) =>
        [.. Radios.Where(radio => !radio.Barred && radio.Groups.Contains(group.Id) && group.Sites.Contains(radio.Site))];

    /// <summary>A radio's site.</summary>
    public AirSite Home(AirRadio radio) =>
        Site(radio.Site) ?? throw new ArgumentException($"The site of radio {radio.Id} is off.", nameof(radio));
}
