namespace RadioNet.CallControl.Tiers;

/// <summary>Who knows which repeaters are logged in at a node, as its <see cref="TierDesk"/> sees it.</summary>
public interface ISiteHost
{
    /// <summary>
    /// A repeater of a site that is logged in here and was heard in its last two ping intervals, or a base station of it that is
    /// attached, as a person knows it; null when there is none, and the site may go.
    /// </summary>
    string? UserOf(string site);

    /// <summary>A site that was wanted here stays where it is.</summary>
    /// <param name="site">The site.</param>
    /// <param name="node">The node that serves it.</param>
    /// <param name="user">Who is heard there.</param>
    void Keep(string site, string node, string user);
}
