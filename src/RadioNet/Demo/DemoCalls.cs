using System.Collections.Immutable;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Simulator.Conversations;

namespace RadioNet.Command.Demo;

/// <summary>The nodes' calls as they tell them over gRPC: those that run, those that ended, and what their records say for the count.</summary>
internal sealed class DemoCalls
{
    private const int Shown = 50;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Call> _running = [];
    private readonly Dictionary<string, ToldCall> _told = [];
    private readonly LinkedList<Call> _ended = [];
    private readonly TaskCompletionSource _follows = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Raised for each call that ended or was denied, once, whole.</summary>
    public event Action<Call>? Ended;

    /// <summary>Completes when all nodes have begun to tell: nothing from then on is missed.</summary>
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

    /// <summary>Follows the calls of nodes, each of which tells of those that it decides, until the token is cancelled.</summary>
    public async Task FollowAsync(IReadOnlyCollection<NodeClient> nodes, CancellationToken cancel)
    {
        var begun = 0;
        await Task.WhenAll(nodes.Select(node => node.GuardAsync(() => FollowAsync(node, Begin, cancel)))).ConfigureAwait(false);

        void Begin()
        {
            if (Interlocked.Increment(ref begun) == nodes.Count) _follows.TrySetResult();
        }
    }

    private async Task FollowAsync(NodeClient node, Action begin, CancellationToken cancel)
    {
        var isFirst = true;
        try
        {
            using var events = node.Calls.Follow(new FollowCallsRequest(), cancellationToken: cancel);
            await foreach (var told in events.ResponseStream.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                foreach (var call in told.Changed is { } changed ? [changed] : told.Snapshot.Calls) Take(call);
                if (isFirst) begin();
                isFirst = false;
            }
        }
        catch (Exception ended) when (cancel.IsCancellationRequested && ended is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            // The demonstration is over.
        }
    }

    /// <summary>Why, by the node's records, a site was without a spurt or a part of it; empty when no record says that it was.</summary>
    public ImmutableArray<string> ReasonsOf(LeftOutSpurt spurt)
    {
        lock (_gate) return [.. _told.Values.SelectMany(call => call.WaitsOf(spurt.Site, spurt.Source.Value, spurt.Target, spurt.Started)).Distinct()];
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
            _told[call.Id] = ToldCall.Of(call);
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
}
