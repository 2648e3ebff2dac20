using RadioNet.Api;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>One session of a link as call control uses it. Once it is closed nothing of it is heard any more.</summary>
internal sealed class TierPostSession
{
    /// <summary>Malformed messages that a session outlives.</summary>
    public const int MostMalformed = 16;

    private readonly Lock _gate = new();
    private readonly TierPost _post;
    private readonly ITierHearer? _hearer;
    private readonly Func<TierCall, bool> _send;
    private readonly Action<string> _end;
    private int _malformed;
    private bool _isKnown;
    private bool _isClosed;
    private int _isEnding;

    internal TierPostSession(TierPost post, string neighbour, ITierHearer? hearer, Func<TierCall, bool> send, Action<string> end) =>
        (_post, Neighbour, _hearer, _send, _end) = (post, neighbour, hearer, send, end);

    /// <summary>Whose link it is.</summary>
    public string Neighbour { get; }

    /// <summary>Takes what the neighbour said; one caller at a time.</summary>
    public void Hear(TierCall said)
    {
        if (_hearer is null)
        {
            return;
        }

        if (!_post.TryRead(said, Neighbour, out var message, out var why))
        {
            if (++_malformed > MostMalformed)
            {
                End($"More than {MostMalformed} messages about calls were none; of the last one: {why}.");
            }

            return;
        }

        bool isTaken;
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isKnown = true;
            isTaken = _hearer.Hear(Neighbour, message!);
        }

        if (!isTaken)
        {
            End("It says more of calls than this node can work off.");
        }
    }

    /// <summary>The link is this node's uplink.</summary>
    public void SayUp()
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _isKnown = true;
                _hearer?.UplinkUp(Neighbour);
            }
        }
    }

    /// <summary>The link is over, and is said to be, once; but not to who has never heard of it. Whoever ends it calls this first.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            if (_isKnown)
            {
                _hearer?.LinkDown(Neighbour);
            }
        }

        _post.Forget(this);
    }

    /// <summary>Sends; false when the link takes no more.</summary>
    internal bool Send(TierCall said)
    {
        if (_send(said))
        {
            return true;
        }

        End("It does not read what it is told of calls.");
        return false;
    }

    /// <summary>Closes it and ends its link.</summary>
    internal void End(string why)
    {
        Close();
        if (Interlocked.Exchange(ref _isEnding, 1) == 0)
        {
            _end(why);
        }
    }
}
