using System.Text;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Core.Access;
using RadioNet.Core.Hosting;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// The network's plan as this node passes it on: at the root each revision under the network's seal, below it the newest that
/// came from above. Safe from any thread.
/// </summary>
internal sealed partial class TierPlans : IDisposable
{
    private readonly Lock _gate = new();
    private readonly NodeOptions _options;
    private readonly NodeIdentity _self;
    private readonly NodeCredentials _credentials;
    private readonly PlanKeeper _keeper;
    private readonly ISealedPlanStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<TierPlans> _log;
    private Task _sealing = Task.CompletedTask;
    private volatile State? _state;

    public TierPlans(
        NodeOptions options, NodeIdentity self, NodeCredentials credentials, PlanKeeper keeper, ISealedPlanStore store, TimeProvider time, ILogger<TierPlans> log)
    {
        (_options, _self, _credentials, _keeper, _store, _time, _log) = (options, self, credentials, keeper, store, time, log);
        if (credentials.Authority is not null)
        {
            keeper.Changed += OnChanged;
            Seal();
        }
        else if (store.NewestSealed() is { } newest)
        {
            _state = new State(newest, keeper.Current);
        }
    }

    /// <summary>There is another; told on some thread, and a handler waits for nothing.</summary>
    public event EventHandler? Changed;

    /// <summary>This node in the plan as it is now: who has the CA is the root's node, be it called otherwise when it started.</summary>
    public string Self => _credentials.Authority is null ? _self.Id : _keeper.Current.Nodes.Root ?? _self.Id;

    /// <summary>Whether the plan is another node's to change: this one has it from above, or shall have.</summary>
    public bool IsFromAbove => _credentials.Authority is null && (_state is not null || _options.Parents.Count > 0);

    /// <summary>What this node holds of the root's plan; null before the first of it came, and at a root without its CA.</summary>
    public PlanHeld? Held => _state is { } state
        ? new PlanHeld { Number = state.Sealed.Number, Sha256 = ByteString.CopyFrom(state.Sealed.Sha256), Overlay = _keeper.Overlay }
        : null;

    /// <summary>The plan for a child; null when there is none to give.</summary>
    public PlanParcel? For(string child) => _state is { } state ? new PlanParcel(state.Sealed, state.Plan, child) : null;

    /// <summary>Keeps a plan that came from above, then obeys it, then has it passed on. A disk that refuses it throws, and nothing has changed.</summary>
    public void Take(ReceivedPlan received, string from)
    {
        lock (_gate)
        {
            // A session that is over may have been at it still.
            if (received.Sealed.Number <= _state?.Sealed.Number)
            {
                return;
            }

            _keeper.Obey(received.Index, () => _store.AddSealed(received.ToStore(from, _time.GetUtcNow())));
            _state = new State(received.Sealed, received.Index);
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Dispose() => _keeper.Changed -= OnChanged;

    private void OnChanged(object? sender, PlanChangedEventArgs change)
    {
        // A large plan takes its time; who changed it does not wait for that.
        lock (_gate)
        {
            _sealing = _sealing.ContinueWith(_ => TrySeal(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void TrySeal()
    {
        try
        {
            Seal();
            Changed?.Invoke(this, EventArgs.Empty);
        }
        catch (Exception failed)
        {
            // The next change brings it about again.
            LogNotSealed(_log, failed);
        }
    }

    private void Seal()
    {
        var current = _keeper.Current;
        if (_state?.Sealed.Number == current.Revision)
        {
            return;
        }

        var text = Encoding.UTF8.GetBytes(CanonicalPlan.Text(current.Plan));
        var hash = System.Security.Cryptography.SHA256.HashData(text);
        _state = new State(_credentials.Authority!.Seal(current.Plan.Network, current.Revision, hash, PackedOctets.Pack(text)), current);
    }

    [LoggerMessage(EventId = 4301, Level = LogLevel.Error, Message = "A revision of the plan could not be made ready for the nodes below")]
    private static partial void LogNotSealed(ILogger logger, Exception exception);

    private sealed record State(SealedPlan Sealed, PlanIndex Plan);
}
