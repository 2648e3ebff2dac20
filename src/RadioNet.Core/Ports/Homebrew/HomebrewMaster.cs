using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RadioNet.CallControl;
using RadioNet.Core.Calls;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Ports.Homebrew;

/// <summary>
/// The master's side of the Homebrew protocol: who is logged in. Owned by the sessions' thread, which hands it one datagram at
/// a time; what it knows is read elsewhere through <see cref="Sessions"/>.
/// </summary>
/// <remarks>
/// Before the secret is proven nothing is kept (<see cref="NonceMint"/>), no reply is longer than 10 bytes, and strangers' replies
/// are limited (<see cref="ReplyLimiter"/>). A login changes the session of its id only once it has proved the secret.
/// </remarks>
internal sealed partial class HomebrewMaster(
    IPlanView plan, TimeProvider time, IVoicePath voice, PortBook ports, SessionAlarms alarms, SitesHere? sites = null, ILogger<HomebrewMaster>? logger = null)
{
    /// <summary>A session of which nothing was heard for this long is over: clients ping each 5 to 60 s.</summary>
    public static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(65);

    private readonly ILogger _log = logger ?? NullLogger<HomebrewMaster>.Instance;
    private readonly NonceMint _nonces = new(time);
    private readonly ReplyLimiter _limiter = new(time);
    private readonly Dictionary<PeerAddress, HomebrewSession> _byPeer = [];
    private readonly ConcurrentDictionary<RepeaterId, HomebrewSession> _byId = new();
    private readonly byte[] _reply = new byte[SessionMessage.LongestLength];

    /// <summary>The sessions; their members are the sessions' thread's, read elsewhere for showing only.</summary>
    public ICollection<HomebrewSession> Sessions => _byId.Values;

    /// <summary>What was counted.</summary>
    public MasterCounters Counters { get; } = new();

    /// <summary>Takes a datagram.</summary>
    public void Take(in PeerAddress from, ReadOnlySpan<byte> datagram)
    {
        _byPeer.TryGetValue(from, out var session);
        var kind = HomebrewMessage.Classify(datagram, out var dialect);
        switch (kind)
        {
            case HomebrewKind.Login when dialect == HomebrewDialect.Conventional:
                Challenge(from, session, datagram);
                break;
            case HomebrewKind.LoginProof when dialect == HomebrewDialect.Conventional:
                Prove(from, session, datagram);
                break;
            case HomebrewKind.Configuration or HomebrewKind.Options or HomebrewKind.Ping or HomebrewKind.Logout
                or HomebrewKind.SitePosition when dialect == HomebrewDialect.Conventional:
                TakeOfSession(from, session, kind, datagram);
                break;
            case HomebrewKind.Burst when session is null && DmrdPacket.TryRead(datagram, out var burst):
                Refuse(from, burst.Repeater);
                break;
            case HomebrewKind.Unknown:
                Counters.Malformed++;
                break;
            default:
                Counters.Ignored++;
                break;
        }
    }

    /// <summary>Ends sessions that have fallen silent, and those whose sites another node serves now. Called each second.</summary>
    public void Expire()
    {
        foreach (var session in _byId.Values)
        {
            if (time.GetElapsedTime(LastHeard(session)) > SessionTimeout)
            {
                Counters.Expired++;
                End(session);
            }
            else
            {
                SendElsewhere(session);
            }
        }

        AnswerWaiting();
        LeaveSites();
    }

    /// <summary>Holds the sessions to a new plan: who is not in it any more, or has another secret, must log in again.</summary>
    public void ObeyPlan()
    {
        foreach (var session in _byId.Values)
        {
            if (!plan.Current.TryRepeater(session.Repeater, out var repeater, out var site) || repeater.Secret != session.Secret)
            {
                End(session);
                Say(session.Peer, HomebrewKind.Refusal, session.Repeater.Value);
            }
            else if (session.Configuration is not null)
            {
                OpenPort(session, repeater, site);
                SendElsewhere(session);
            }
        }

        AnswerWaiting();
    }

    /// <summary>Tells all repeaters that the master closes, so that they log in again soon.</summary>
    public void Close()
    {
        foreach (var session in _byId.Values)
        {
            End(session);
            Say(session.Peer, HomebrewKind.MasterClosing, session.Repeater.Value);
        }
    }

    /// <summary>When anything was last heard of a session, in timestamp ticks: voice counts as life.</summary>
    public long LastHeard(HomebrewSession session) =>
        Math.Max(session.LastSaid, session.Port is { } port ? voice.LastHeard(port.Port) : 0);

    private void Challenge(in PeerAddress from, HomebrewSession? session, ReadOnlySpan<byte> datagram)
    {
        if (!SessionMessage.TryRead(datagram, out var login) || (session?.Repeater != login.Repeater && !MayReply(from)))
        {
            return;
        }

        Counters.Logins++;
        if (!plan.Current.TryRepeater(login.Repeater, out var repeater, out var site) || !MayCome(repeater, site))
        {
            Counters.Refused++;
            Say(from, HomebrewKind.Refusal, login.Word);
            return;
        }

        Say(from, HomebrewKind.Acknowledgement, _nonces.For(login.Repeater, from).Value);
    }

    private void Prove(in PeerAddress from, HomebrewSession? session, ReadOnlySpan<byte> datagram)
    {
        if (!LoginProof.TryRead(datagram, out var proof) || (session?.Repeater != proof.Repeater && !MayReply(from)))
        {
            return;
        }

        // A secret that is kept elsewhere is not known here: nobody can prove it.
        if (!plan.Current.TryRepeater(proof.Repeater, out var repeater, out var site)
            || !repeater.HasSecret || !_nonces.Verify(proof, from, Encoding.UTF8.GetBytes(repeater.Secret)))
        {
            Counters.Refused++;
            Say(from, HomebrewKind.Refusal, proof.Repeater.Value);
            return;
        }

        if (!MustWait(from, repeater, site))
        {
            Admit(from, session, repeater);
        }
    }

    private void Admit(in PeerAddress from, HomebrewSession? session, Repeater repeater)
    {
        // The same box sends its proof again when our answer was lost: that changes nothing.
        if (session?.Repeater != repeater.Id || session.Configuration is not null)
        {
            Begin(from, session, repeater);
        }

        _byPeer[from].LastSaid = time.GetTimestamp();
        _told.Remove(repeater.Id);
        Say(from, HomebrewKind.Acknowledgement, repeater.Id.Value);
    }

    private void Begin(in PeerAddress from, HomebrewSession? atAddress, Repeater repeater)
    {
        if (atAddress is not null)
        {
            End(atAddress);
        }

        if (_byId.TryGetValue(repeater.Id, out var elsewhere))
        {
            alarms.Replaced(repeater.Id, elsewhere.Peer, from);
            End(elsewhere);
        }

        var session = new HomebrewSession(repeater.Id, from, repeater.Secret, time.GetUtcNow());
        _byPeer[from] = session;
        _byId[repeater.Id] = session;
    }

    private void TakeOfSession(in PeerAddress from, HomebrewSession? session, HomebrewKind kind, ReadOnlySpan<byte> datagram)
    {
        var id = IdIn(kind, datagram);
        if (session is null || session.Repeater != id)
        {
            Counters.Foreign++;
            Refuse(from, id);
            return;
        }

        session.LastSaid = time.GetTimestamp();
        switch (kind)
        {
            case HomebrewKind.Configuration:
                Configure(session, datagram);
                break;
            case HomebrewKind.Options:
                TakeOptions(session, datagram);
                break;
            case HomebrewKind.Ping:
                session.NotePing(session.LastSaid, time);
                Say(from, HomebrewKind.Pong, id.Value);
                break;
            case HomebrewKind.SitePosition when SitePosition.TryRead(datagram, out var position):
                session.Position = position;
                break;
            case HomebrewKind.Logout:
                End(session);
                break;
        }
    }

    private void Configure(HomebrewSession session, ReadOnlySpan<byte> datagram)
    {
        if (!RepeaterConfiguration.TryRead(datagram, out var configuration)
            || !plan.Current.TryRepeater(session.Repeater, out var repeater, out var site))
        {
            Counters.Malformed++;
            Say(session.Peer, HomebrewKind.Refusal, session.Repeater.Value);
            return;
        }

        session.Configuration = configuration;
        OpenPort(session, repeater, site);
        Say(session.Peer, HomebrewKind.Acknowledgement, session.Repeater.Value);
    }

    private void TakeOptions(HomebrewSession session, ReadOnlySpan<byte> datagram)
    {
        if (OptionsMessage.TryRead(datagram, out var message))
        {
            session.Options = HomebrewOptions.Parse(message.Text);
        }

        if (session.Configuration is not null && plan.Current.TryRepeater(session.Repeater, out var repeater, out var site))
        {
            OpenPort(session, repeater, site);
        }

        Say(session.Peer, HomebrewKind.Acknowledgement, session.Repeater.Value);
    }

    /// <summary>Opens the session's port, or another one where what the router must know has changed.</summary>
    private void OpenPort(HomebrewSession session, Repeater repeater, Site site)
    {
        var description = new PortDescription(repeater.Id, session.Peer, repeater.ColorCode, repeater.CallsAtOnce > 0);
        var shape = PortShapes.Of(repeater, session.Configuration!, session.Options, plan.Current.Plan);
        if (session.Port is { } port && port.Session == description && port.Site == site.Id
            && port.Shape.CallsAtOnce == shape.CallsAtOnce)
        {
            session.Port = ports.Reshape(port, shape);
            return;
        }

        if (session.Port is { } old)
        {
            ports.Close(old);
        }

        session.Port = ports.Open(repeater.Id, site.Id, description, shape);
    }

    private void End(HomebrewSession session)
    {
        if (session.Port is { } port)
        {
            ports.Close(port);
            session.Port = null;
        }

        _byPeer.Remove(session.Peer);
        _byId.TryRemove(new KeyValuePair<RepeaterId, HomebrewSession>(session.Repeater, session));
    }

    private void Refuse(in PeerAddress from, RepeaterId repeater)
    {
        if (MayReply(from))
        {
            Say(from, HomebrewKind.Refusal, repeater.Value);
        }
    }

    private bool MayReply(in PeerAddress from)
    {
        if (_limiter.TryTake(from))
        {
            return true;
        }

        Counters.Silenced++;
        return false;
    }

    private void Say(in PeerAddress to, HomebrewKind kind, uint word)
    {
        var length = new SessionMessage(kind, HomebrewDialect.Conventional, word).Write(_reply);
        voice.Send(to, _reply.AsSpan(0, length));
    }

    private static RepeaterId IdIn(HomebrewKind kind, ReadOnlySpan<byte> datagram) => kind switch
    {
        HomebrewKind.Ping or HomebrewKind.Logout => SessionMessage.TryRead(datagram, out var said) ? said.Repeater : default,
        _ => new RepeaterId(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(datagram[4..])),
    };
}
