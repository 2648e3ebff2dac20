namespace RadioNet.CallControl.Messages;

/// <summary>What a node's ports are asked, by their host.</summary>
public abstract record ToPorts : Message
{
    private ToPorts()
    {
    }

    /// <summary>
    /// Which repeaters of a site are logged in: answered with a <see cref="ToSite.RepeaterUp"/> for each; every call that runs is
    /// told with <see cref="ToCall.SiteForgot"/>.
    /// </summary>
    public sealed record WhatAt(string Site) : ToPorts;

    /// <summary>A repeater of a site has logged in at another node; answered with <see cref="SiteAnswer"/> by the node that serves it.</summary>
    public sealed record SiteWanted(string Site) : ToPorts;

    /// <summary>Whether a site may go to the node that wants it.</summary>
    /// <param name="Site">The site.</param>
    /// <param name="User">A repeater or base station of it that is heard where it is, as a person knows it; null when it may go.</param>
    /// <param name="Clock">The highest term, and the highest number of a claim, seen.</param>
    public sealed record SiteAnswer(string Site, string? User, long Clock) : ToPorts;
}
