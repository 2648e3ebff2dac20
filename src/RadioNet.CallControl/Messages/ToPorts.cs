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
}
