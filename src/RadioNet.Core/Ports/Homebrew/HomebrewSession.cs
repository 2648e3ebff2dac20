using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Ports.Homebrew;

/// <summary>A repeater that has proved its secret. Owned by the sessions' thread.</summary>
internal sealed class HomebrewSession(RepeaterId repeater, PeerAddress peer, string secret, DateTimeOffset since)
{
    public RepeaterId Repeater { get; } = repeater;

    public PeerAddress Peer { get; } = peer;

    /// <summary>The secret that it proved; another one in the plan ends the session.</summary>
    public string Secret { get; } = secret;

    public DateTimeOffset Since { get; } = since;

    /// <summary>When a session message last came, in timestamp ticks; bursts are counted by the router.</summary>
    public long LastSaid { get; set; }

    /// <summary>What it said it is; null until it has said so, and so long it is no port.</summary>
    public RepeaterConfiguration? Configuration { get; set; }

    public HomebrewOptions Options { get; set; } = HomebrewOptions.None;

    public SitePosition? Position { get; set; }

    public OpenedPort? Port { get; set; }
}
