using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Ports.Homebrew;

/// <summary>A repeater that has proved its secret. Owned by the sessions' thread.</summary>
internal sealed class HomebrewSession(RepeaterId repeater, PeerAddress peer, string secret, DateTimeOffset since)
{
    /// <summary>Clients ping each 5 to 60 s; who pings less often than each 30 s is silent for too long to be missed soon.</summary>
    private static readonly TimeSpan ShortestPing = TimeSpan.FromSeconds(5), LongestPing = TimeSpan.FromSeconds(30);

    private long _pingInterval = ShortestPing.Ticks;
    private long? _lastPing;

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

    /// <summary>Since when its site, which another node has, is asked for, in timestamp ticks; null while it is not.</summary>
    public long? AsksSince { get; set; }

    /// <summary>For how long it counts as heard after its last word: two of its ping intervals, two of 5 s until that is known.</summary>
    public TimeSpan LivePeriod => TimeSpan.FromTicks(2 * Volatile.Read(ref _pingInterval));

    /// <summary>Notes a ping, whose time is given in timestamp ticks.</summary>
    public void NotePing(long now, TimeProvider time)
    {
        if (_lastPing is { } last)
        {
            var interval = time.GetElapsedTime(last, now);
            Volatile.Write(ref _pingInterval, Math.Clamp(interval.Ticks, ShortestPing.Ticks, LongestPing.Ticks));
        }

        _lastPing = now;
    }
}
