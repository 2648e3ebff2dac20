using RadioNet.CallControl;
using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>Hosts one machine. The grain's key is its node's <see cref="SiloSeat.Prefix"/> and the machine's key.</summary>
internal abstract class MachineGrain(SiloNodes nodes) : Grain, IMachineGrain
{
    private HostedMachine? _machine;
    private SiloSeat? _seat;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        if (nodes.Find(key) is { } seat)
        {
            _seat = seat;
            _machine = new HostedMachine(() => Make(key[seat.Prefix.Length..], seat.Context));
            seat.Activated(GrainContext);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _seat?.Deactivated(GrainContext);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<Answer> Handle(Batch batch)
    {
        // What was on its way when its node left.
        if (_machine is null)
        {
            DeactivateOnIdle();
            throw new InvalidOperationException($"The node of {this.GetPrimaryKeyString()} does not run in this silo.");
        }

        var answer = _machine.Handle(batch);
        if (!answer.IsIdle)
        {
            DelayDeactivation(KeptAlive);
        }

        return new(answer);
    }

    /// <summary>For how long an activation is kept after a batch that left its machine with something to lose.</summary>
    protected static TimeSpan KeptAlive => TimeSpan.FromMinutes(15);

    /// <summary>Makes the machine of a key, for its node.</summary>
    protected abstract IMachine Make(string key, RulesContext context);
}
