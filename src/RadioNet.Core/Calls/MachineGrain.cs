using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>Hosts one machine. The grain's key is the node's id, a slash, and the machine's key.</summary>
internal abstract class MachineGrain : Grain, IMachineGrain
{
    private readonly Outbox _outbox = new();
    private IMachine? _machine;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        _machine = Make(key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<Answer> Handle(Batch batch)
    {
        foreach (var message in batch.Messages)
        {
            _machine!.Handle(message, _outbox);
        }

        _machine!.Settle(_outbox);
        if (!_machine.IsIdle)
        {
            DelayDeactivation(KeptAlive);
        }

        return new(new Answer(_outbox.TakeAll(), _machine.IsIdle));
    }

    /// <summary>For how long an activation is kept after a batch that left its machine with something to lose.</summary>
    protected static TimeSpan KeptAlive => TimeSpan.FromMinutes(15);

    /// <summary>Makes the machine of a key.</summary>
    protected abstract IMachine Make(string key);
}
