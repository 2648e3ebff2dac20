using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Hosting;
using RadioNet.Core.Vocoding;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Voice.Vocoders;
using SpurtOutcome = RadioNet.Api.SpurtOutcome;

namespace RadioNet.Core.Consoles;

/// <summary>The consoles of this node: who is there, what they hear, who talks; and their way to call control and back.</summary>
internal sealed class ConsoleHub : IHostedService, IDisposable
{
    /// <summary>Consoles at once.</summary>
    public const int MostSessions = 512;

    /// <summary>How often it is said again what is listened to: thrice before an arbiter forgets it.</summary>
    private static readonly TimeSpan _saysEach = TimeSpan.FromSeconds(10);

    private readonly IConsoleUsers _users;
    private readonly IPlanView _plan;
    private readonly Func<Talkgroup, IVocoder> _vocoders;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<ConsoleSession, bool> _sessions = new();
    private readonly Lock _saying = new();
    private Action<Letter>? _post;
    private ImmutableHashSet<uint> _wanted = [];
    private ITimer? _timer;

    public ConsoleHub(NodeIdentity identity, IConsoleUsers users, IPlanView plan, Func<Talkgroup, IVocoder> vocoders, TimeProvider time, ILogger<ConsoleHub> log)
    {
        (Node, _users, _plan, _vocoders, _time) = (identity.Id, users, plan, vocoders, time);
        Listening = new ConsoleListening(plan, vocoders, time, log) { Wants = Want };
        Talking = new ConsoleTalking(plan, vocoders, time, log);
    }

    /// <summary>The node.</summary>
    public string Node { get; }

    /// <summary>Who hears what.</summary>
    public ConsoleListening Listening { get; }

    /// <summary>Who talks.</summary>
    public ConsoleTalking Talking { get; }

    /// <summary>Consoles that are there.</summary>
    public int Count => _sessions.Count;

    /// <summary>Pieces that consoles did not take in time, of those that are there.</summary>
    public long Dropped => _sessions.Keys.Sum(session => session.Outbox.Dropped);

    /// <summary>Takes the way to call control; before the start.</summary>
    public void Connect(Action<Letter> post) => _post = post;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = _time.CreateTimer(_ => SayAgain(), null, _saysEach, _saysEach);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        foreach (var session in _sessions.Keys)
        {
            session.Outbox.Close();
        }

        Talking.Dispose();
        Listening.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        Talking.Dispose();
        Listening.Dispose();
    }

    /// <summary>Opens a console for who signed in; null when the token is nobody's.</summary>
    public ConsoleSession? Open(string token)
    {
        if (!_users.TryUse(token, out var user) || _sessions.Count >= MostSessions)
        {
            return null;
        }

        Listening.Start();
        Talking.Start();
        var session = new ConsoleSession(token, user);
        _sessions[session] = true;
        return session;
    }

    /// <summary>What a console is told first: who its user is, and what the user may hear and talk on.</summary>
    public ConsoleEvent.Welcome WelcomeOf(ConsoleSession session) => new(session.User, TalkgroupsOf(session.User));

    /// <summary>A console is gone: it talks and listens no more.</summary>
    public void Close(ConsoleSession session)
    {
        _sessions.TryRemove(session, out _);
        session.Outbox.Close();
        Talking.Release(session);
        Listening.Leave(session);
    }

    /// <summary>Another plan holds: who may use a console no more is put out, the others are told what they may now.</summary>
    public void ObeyPlan()
    {
        foreach (var session in _sessions.Keys)
        {
            Check(session, tells: true);
        }

        Listening.LookAgain();
    }

    /// <summary>A talk's stream has begun; whether it takes the floor over. On the switchboard's thread.</summary>
    public bool Begin(IngressId stream, uint number) => Talking.Begin(stream, number);

    /// <summary>What was decided about a stream. On the switchboard's thread.</summary>
    public void Decide(IngressId stream, SpurtOutcome outcome, Reason why = Reason.None, int position = 0, FloorHolder? holder = null) =>
        Talking.Decide(stream, new TalkDecision(outcome, why, position, holder));

    /// <summary>A stream is over. On the switchboard's thread.</summary>
    public void End(IngressId stream, Reason why) => Talking.End(stream, why);

    /// <summary>Signing out, and a token's end, are seen within <see cref="_saysEach"/>.</summary>
    private void SayAgain()
    {
        foreach (var session in _sessions.Keys)
        {
            Check(session, tells: false);
        }

        lock (_saying)
        {
            if (!_wanted.IsEmpty)
            {
                _post?.Invoke(new Letter(Address.Ingress, new ToIngress.Listening(Node, _wanted)));
            }
        }
    }

    private void Check(ConsoleSession session, bool tells)
    {
        if (!_users.TryUse(session.Token, out var user))
        {
            session.Outbox.Put(new ConsoleEvent.Error("signed-out", new("Phiên đăng nhập đã hết. Hãy đăng nhập lại.", "You are signed out. Sign in again.")));
            Close(session);
            return;
        }

        session.User = user;
        if (tells)
        {
            session.Outbox.Put(WelcomeOf(session));
        }
    }

    private void Want(ImmutableHashSet<uint> talkgroups)
    {
        lock (_saying)
        {
            _wanted = talkgroups;
            _post?.Invoke(new Letter(Address.Ingress, new ToIngress.Listening(Node, talkgroups)));
        }
    }

    private List<ConsoleTalkgroup> TalkgroupsOf(ConsoleUser user)
    {
        var all = new List<ConsoleTalkgroup>();
        foreach (var talkgroup in _plan.Current.Plan.Talkgroups.Where(talkgroup => user.MayHear(talkgroup.Id)))
        {
            var here = _vocoders(talkgroup).Availability;
            var missing = here.CanDecode && here.CanEncode ? null : here.Missing is [var first, ..] ? first.Localized() : null;
            all.Add(new ConsoleTalkgroup(talkgroup.Id.Value, talkgroup.Name, user.MayTalk(talkgroup.Id) && here.CanEncode, missing));
        }

        return all;
    }
}
