using System.Collections.Immutable;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Simulator.Conversations;

namespace RadioNet.Command.Demo;

/// <summary>The node's calls as it tells them over gRPC: those that run, those that ended, and what their records say for the count.</summary>
internal sealed class DemoCalls
{
    private const int Shown = 50;

    /// <summary>Between the radio's clock and the node's: both read the same one, some milliseconds apart.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Call> _running = [];
    private readonly Dictionary<string, Told> _told = [];
    private readonly LinkedList<Call> _ended = [];
    private readonly TaskCompletionSource _follows = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Raised for each call that ended or was denied, once, whole.</summary>
    public event Action<Call>? Ended;

    /// <summary>Completes when the node has begun to tell: nothing from then on is missed.</summary>
    public Task Follows => _follows.Task;

    public ImmutableArray<Call> Running
    {
        get
        {
            lock (_gate) return [.. _running.Values.OrderBy(call => call.Started.ToDateTime())];
        }
    }

    /// <summary>The last that ended or were denied, newest first.</summary>
    public ImmutableArray<Call> Last
    {
        get
        {
            lock (_gate) return [.. _ended];
        }
    }

    /// <summary>Calls that were carried, those that still run included.</summary>
    public int Carried
    {
        get
        {
            lock (_gate) return _told.Values.Count(call => !call.IsDenied);
        }
    }

    public int Denied
    {
        get
        {
            lock (_gate) return _told.Values.Count(call => call.IsDenied);
        }
    }

    public int Emergencies
    {
        get
        {
            lock (_gate) return _told.Values.Count(call => call.IsEmergency);
        }
    }

    /// <summary>Follows the node's calls until the token is cancelled.</summary>
    public async Task FollowAsync(NodeClient node, CancellationToken cancel)
    {
        try
        {
            using var events = node.Calls.Follow(new FollowCallsRequest(), cancellationToken: cancel);
            await foreach (var told in events.ResponseStream.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                foreach (var call in told.Changed is { } changed ? [changed] : told.Snapshot.Calls) Take(call);
                _follows.TrySetResult();
            }
        }
        catch (Exception ended) when (cancel.IsCancellationRequested && ended is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            // The demonstration is over.
        }
    }

    /// <summary>Why, by the node's records, a spurt was left out at a site; null when no record says that it was.</summary>
    public string? ReasonOf(LeftOutSpurt spurt)
    {
        lock (_gate)
        {
            return _told.Values.Where(call => call.HasSpurt(spurt.Source.Value, spurt.Target, spurt.Started))
                .Select(call => call.Waits.GetValueOrDefault(spurt.Site)).FirstOrDefault(reason => reason is not null);
        }
    }

    /// <summary>Whether the node denied a spurt, and for the reason that the script foresaw.</summary>
    public bool WasDenied(DeniedSpurt spurt)
    {
        lock (_gate)
        {
            return _told.Values.Any(call => call.IsDenied && call.Reason == spurt.Reason && call.HasSpurt(spurt.Source.Value, spurt.Target, spurt.Started));
        }
    }

    /// <summary>Takes what the node tells of a call.</summary>
    internal void Take(Call call)
    {
        bool isNew;
        lock (_gate)
        {
            isNew = call.State != CallState.Running && (!_told.TryGetValue(call.Id, out var before) || !before.IsOver);
            _told[call.Id] = Told.Of(call);
            if (call.State == CallState.Running)
            {
                _running[call.Id] = call;
                return;
            }

            _running.Remove(call.Id);
            Keep(call, isNew);
        }

        if (isNew) Ended?.Invoke(call);
    }

    private void Keep(Call call, bool isNew)
    {
        if (isNew)
        {
            _ended.AddFirst(call);
            if (_ended.Count > Shown) _ended.RemoveLast();
            return;
        }

        // A denied call is told again when its radio falls silent.
        for (var at = _ended.First; at is not null; at = at.Next)
        {
            if (at.Value.Id == call.Id) at.Value = call;
        }
    }

    /// <summary>What is kept of every call, for the count at the end.</summary>
    private sealed record Told(bool IsOver, bool IsDenied, bool IsEmergency, string Reason, uint Target, ImmutableArray<(uint Source, DateTimeOffset At)> Spurts, ImmutableDictionary<string, string> Waits)
    {
        public static Told Of(Call call) => new(
            call.State != CallState.Running, call.State == CallState.Denied, call.Emergency, call.Reason, call.Target,
            [.. call.Spurts.Select(spurt => (spurt.Source, spurt.Started.ToDateTimeOffset()))], WaitsOf(call));

        public bool HasSpurt(uint source, uint target, DateTimeOffset at) =>
            (Target == target || Target == source) && Spurts.Any(spurt => spurt.Source == source && (spurt.At - at).Duration() < Near);

        private static ImmutableDictionary<string, string> WaitsOf(Call call)
        {
            var waits = ImmutableDictionary.CreateBuilder<string, string>();
            foreach (var missed in call.Missed) waits[missed.Site] = missed.Reason;
            foreach (var decision in call.Decisions.Where(decision => decision.Rule == "site.waits"))
            {
                // "Site ID is left out for now (REASON): …"
                var words = decision.Text.Split(' ');
                var reason = decision.Text[(decision.Text.IndexOf('(', StringComparison.Ordinal) + 1)..].Split(')')[0];
                if (words.Length > 1) waits[words[1]] = reason;
            }

            return waits.ToImmutable();
        }
    }
}
