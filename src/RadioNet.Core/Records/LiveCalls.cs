using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RadioNet.Core.Records;

/// <summary>
/// The calls that run now, in memory, and those who follow them. A follower has room for a bounded number of changes; one that
/// falls behind loses them and gets a fresh snapshot, so that nobody waits for it.
/// </summary>
public sealed class LiveCalls(int followerRoom = 1024)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Lazy<CallRecord>> _running = [];
    private readonly List<Follower> _followers = [];
    private long _number;

    /// <summary>How many calls run.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _running.Count;
            }
        }
    }

    /// <summary>The calls that run, oldest first.</summary>
    public IReadOnlyList<CallRecord> Running
    {
        get
        {
            lock (_gate)
            {
                return Sorted();
            }
        }
    }

    /// <summary>Takes the newest state of a call that runs; it is written when somebody looks.</summary>
    internal void Show(string id, Func<CallRecord> write)
    {
        lock (_gate)
        {
            var call = _running[id] = new Lazy<CallRecord>(write, LazyThreadSafetyMode.None);
            _number++;
            if (_followers.Count > 0)
            {
                Tell(call.Value);
            }
        }
    }

    /// <summary>A call is over: it leaves the board and is told once more.</summary>
    internal void End(CallRecord call)
    {
        lock (_gate)
        {
            _running.Remove(call.Id);
            _number++;
            Tell(call);
        }
    }

    /// <summary>A snapshot, then every change, until the token is cancelled.</summary>
    public async IAsyncEnumerable<CallChange> FollowAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var follower = new Follower(followerRoom);
        yield return Join(follower);
        try
        {
            while (await follower.WaitAsync(cancel).ConfigureAwait(false))
            {
                while (Next(follower) is { } change)
                {
                    yield return change;
                }
            }
        }
        finally
        {
            lock (_gate)
            {
                _followers.Remove(follower);
            }
        }
    }

    private void Tell(CallRecord call)
    {
        var change = new CallChange(_number, call, null);
        foreach (var follower in _followers)
        {
            follower.Tell(change);
        }
    }

    private CallChange Join(Follower follower)
    {
        lock (_gate)
        {
            _followers.Add(follower);
            return new CallChange(_number, null, Sorted());
        }
    }

    private CallChange? Next(Follower follower)
    {
        lock (_gate)
        {
            return follower.CatchUp() ? new CallChange(_number, null, Sorted()) : follower.Read();
        }
    }

    private List<CallRecord> Sorted() => [.. _running.Values.Select(call => call.Value).OrderBy(call => call.Started).ThenBy(call => call.Id, StringComparer.Ordinal)];

    /// <summary>One follower's waiting changes; used under the board's lock, except for waiting.</summary>
    private sealed class Follower(int room)
    {
        private readonly Channel<CallChange> _waiting = Channel.CreateBounded<CallChange>(new BoundedChannelOptions(room)
        {
            FullMode = BoundedChannelFullMode.Wait,
            SingleReader = true,
        });

        private bool _behind;

        public void Tell(CallChange change) => _behind |= !_waiting.Writer.TryWrite(change);

        public ValueTask<bool> WaitAsync(CancellationToken cancel) => _waiting.Reader.WaitToReadAsync(cancel);

        public CallChange? Read() => _waiting.Reader.TryRead(out var change) ? change : null;

        /// <summary>Whether changes were lost; those that still wait are older than the snapshot that is due, so they go too.</summary>
        public bool CatchUp()
        {
            if (!_behind)
            {
                return false;
            }

            while (_waiting.Reader.TryRead(out _))
            {
            }

            _behind = false;
            return true;
        }
    }
}
