using RadioNet.Api;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Ports.Tiers.Letters;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// Carries what call control says between this node and its neighbours: the links register here, each with the way to its other
/// end. Safe from any thread; waits for nothing.
/// </summary>
/// <param name="self">This node in the plan as it is now.</param>
internal sealed class TierPost(Func<string> self) : ITierPost
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TierPostSession> _sessions = [];
    private ITierHearer? _hearer;
    private long _malformed;
    private long _unsent;

    /// <summary>
    /// Who hears of the links; null while this node carries no calls over them. Set once: links that stood before are let go, and
    /// their other ends attach anew.
    /// </summary>
    public ITierHearer? Hearer
    {
        get => _hearer;
        set
        {
            TierPostSession[] standing;
            lock (_gate)
            {
                _hearer = value;
                standing = [.. _sessions.Values];
            }

            foreach (var session in standing)
            {
                session.End("This node carries calls from now on.");
            }
        }
    }

    /// <summary>Messages that came and broke a rule of <c>tier_calls.proto</c>.</summary>
    public long Malformed => Interlocked.Read(ref _malformed);

    /// <summary>Messages for neighbours whose link was down, or did not take them.</summary>
    public long Unsent => Interlocked.Read(ref _unsent);

    /// <inheritdoc/>
    public void Send(string neighbour, TierMessage message)
    {
        TierPostSession? session;
        lock (_gate)
        {
            session = _sessions.GetValueOrDefault(neighbour);
        }

        if (session is null || !session.Send(TierCalls.Of(message, self())))
        {
            Interlocked.Increment(ref _unsent);
        }
    }

    /// <summary>
    /// A link stands. When there was another one to the same neighbour, that is over from here on: its end has been told when this
    /// returns, and nothing of it is heard any more.
    /// </summary>
    /// <param name="neighbour">Whose.</param>
    /// <param name="isAbove">Whether it is the uplink; then that is told before this returns.</param>
    /// <param name="send">Sends over it without waiting; false when it takes no more, which ends it.</param>
    /// <param name="end">Ends the link, with why; called once at most, on any thread.</param>
    public TierPostSession Begin(string neighbour, bool isAbove, Func<TierCall, bool> send, Action<string> end)
    {
        TierPostSession? session = null;
        while (session is null)
        {
            TierPostSession? before;
            lock (_gate)
            {
                if (!_sessions.TryGetValue(neighbour, out before))
                {
                    _sessions[neighbour] = session = new TierPostSession(this, neighbour, _hearer, send, end);
                }
            }

            before?.Close();
        }

        if (isAbove)
        {
            session.SayUp();
        }

        return session;
    }

    internal bool TryRead(TierCall said, string neighbour, out TierMessage? message, out string? why)
    {
        var isRead = TierCalls.TryRead(said, self(), neighbour, out message, out why);
        if (!isRead)
        {
            Interlocked.Increment(ref _malformed);
        }

        return isRead;
    }

    internal void Forget(TierPostSession session)
    {
        lock (_gate)
        {
            if (_sessions.GetValueOrDefault(session.Neighbour) == session)
            {
                _sessions.Remove(session.Neighbour);
            }
        }
    }
}
