using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using RadioNet.Core.Ports;
using RadioNet.Core.Services;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Accounts;

/// <summary>The plan's users: who signs in, and whose token still serves.</summary>
internal sealed partial class UserAccounts(PlanKeeper plan, SessionFile sessions, TimeProvider time, ILogger<UserAccounts> log) : IDisposable
{
    /// <summary>A shift.</summary>
    public static readonly TimeSpan Lasting = TimeSpan.FromHours(12);

    /// <summary>Tries at once of one name, or one source, and how many a second after that.</summary>
    private const float TriesAtOnce = 8, TriesPerSecond = 0.1f;

    /// <summary>Sign-ins that wait for the one that is looked at; a hash takes a processor 100 ms, and calls need processors.</summary>
    private const int MostWaiting = 16;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _one = new(1);
    private readonly RateTable _names = new(1024, time, TriesAtOnce, TriesPerSecond), _sources = new(1024, time, TriesAtOnce, TriesPerSecond);
    private RateBucket _said;
    private int _waiting;

    /// <summary>Signs a user in.</summary>
    /// <param name="name">The name.</param>
    /// <param name="password">The password.</param>
    /// <param name="source">Where it is asked from: an address.</param>
    /// <param name="cancel">Nobody waits any more.</param>
    public async Task<SignInResult> SignInAsync(string name, string password, string source, CancellationToken cancel)
    {
        if (!TryTake(name, source))
        {
            Say(name, source, tooOften: true);
            return SignInResult.Later;
        }

        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return SignInResult.Later;
        }

        try
        {
            await _one.WaitAsync(cancel).ConfigureAwait(false);
            try
            {
                return Check(name, password, source);
            }
            finally
            {
                _one.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Ends a token; one that serves no more is ended already.</summary>
    public void SignOut(string token)
    {
        if (SessionToken.TryRead(token, sessions.Key, out var read))
        {
            sessions.End(read);
        }
    }

    /// <summary>Who holds a token, if it serves now.</summary>
    public bool TryUse(string token, [NotNullWhen(true)] out SignedIn? who)
    {
        who = null;
        if (SessionToken.TryRead(token, sessions.Key, out var read) && time.GetUtcNow() < read.Expires && !sessions.IsEnded(read.Id)
            && Find(read.User) is { } user && EntryOf(user) == read.Entry)
        {
            who = new SignedIn(user, read, plan);
        }

        return who is not null;
    }

    public void Dispose() => _one.Dispose();

    private SignInResult Check(string name, string password, string source)
    {
        var user = Find(name);
        if (!PasswordHash.Matches(user?.PasswordHash ?? "", password) || user is null)
        {
            Say(name, source, tooOften: false);
            return SignInResult.Wrong;
        }

        lock (_gate)
        {
            _names.GiveBack(name);
            _sources.GiveBack(source);
        }

        var token = new SessionToken(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), user.Name, EntryOf(user), time.GetUtcNow() + Lasting);
        LogSignedIn(log, user.Name, source);
        return new SignInResult(token.Sign(sessions.Key), token.Expires, false);
    }

    private bool TryTake(string name, string source)
    {
        lock (_gate)
        {
            // Both, so that neither hides behind the other's.
            return _names.TryTake(name) & _sources.TryTake(source);
        }
    }

    private void Say(string name, string source, bool tooOften)
    {
        bool mayBeSaid;
        lock (_gate)
        {
            mayBeSaid = _said.TryTake(time, burst: 10, perSecond: 0.2f);
        }

        if (!mayBeSaid)
        {
            return;
        }

        // What was typed as a name may be a password: only names of the plan are said.
        var known = Find(name) is null ? "an unknown name" : name;
        if (tooOften)
        {
            LogTooOften(log, known, source);
        }
        else
        {
            LogRefused(log, known, source);
        }
    }

    private User? Find(string name) => plan.Current.Plan.Users.FirstOrDefault(user => user.Name == name);

    /// <summary>All that the plan says of a user: when any of it changes, the token ends.</summary>
    private static string EntryOf(User user) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', user.Name, user.Role, user.Place, user.Priority, user.PreEmpt, user.PasswordHash))).AsSpan(0, 16));

    [LoggerMessage(EventId = 1190, Level = LogLevel.Information, Message = "{User} signed in from {Source}.")]
    private static partial void LogSignedIn(ILogger logger, string user, string source);

    [LoggerMessage(EventId = 1191, Level = LogLevel.Warning, Message = "A sign-in as {User} from {Source} was refused: name or password is wrong.")]
    private static partial void LogRefused(ILogger logger, string user, string source);

    [LoggerMessage(EventId = 1192, Level = LogLevel.Warning, Message = "Sign-ins as {User} from {Source} are refused for a while: there were too many.")]
    private static partial void LogTooOften(ILogger logger, string user, string source);
}
