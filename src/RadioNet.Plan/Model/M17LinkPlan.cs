using RadioNet.Protocols;
using RadioNet.Protocols.M17;

namespace RadioNet.Plan.Model;

/// <summary>A link to one module of an M17 reflector, which one talkgroup is joined with.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">The place whose node holds the link.</param>
/// <param name="Host">The reflector's host name or IP address.</param>
/// <param name="Module">The reflector's module, A to Z.</param>
/// <param name="Callsign">Whose callsign the link has there: it signs in by it, and who has none talks by it.</param>
/// <param name="Talkgroup">The talkgroup.</param>
/// <param name="Radio">The individual address that radios see when somebody talks there whose callsign no subscriber has.</param>
public sealed record M17LinkPlan(string Id, string At, string Host, char Module, M17Address Callsign, TalkgroupId Talkgroup, RadioId Radio)
{
    /// <summary>The UDP port at which reflectors listen, unless said otherwise.</summary>
    public const int UsualPort = 17000;

    /// <summary>What people call it.</summary>
    public LocalizedText Name { get; init; } = LocalizedText.Same(Id);

    /// <summary>The reflector's UDP port.</summary>
    public int Port { get; init; } = UsualPort;

    /// <summary>0 lowest to 10 highest, as a subscriber's, of whoever talks there.</summary>
    public int Priority { get; init; } = 5;

    /// <summary>Whether the link is wanted now.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The line of the plan that says so, from 1; 0 when the plan was not read from text.</summary>
    public int Line { get; init; }
}
