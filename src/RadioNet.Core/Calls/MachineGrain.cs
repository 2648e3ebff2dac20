using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>Hosts one machine. The grain's key is the node's id, a slash, and the machine's key.</summary>
internal abstract class MachineGrain : Grain, IMachineGrain
{
    private readonly Outbox _outbox = new();
    private readonly long _activation = Random.Shared.NextInt64(1, long.MaxValue);
    private IMachine? _machine;
    private long _epoch;

    /// <inheritdoc/>
    public ValueTask<Answer> Handle(Batch batch)
    {
        if (_machine is null || (batch.Epoch != _epoch && _machine.IsIdle))
        {
            var key = this.GetPrimaryKeyString();
            _machine = Make(key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        }

        _epoch = batch.Epoch;
        foreach (var message in batch.Messages)
        {
            _machine.Handle(message, _outbox);
        }

        _machine.Settle(_outbox);
        if (!_machine.IsIdle)
        {
            DelayDeactivation(KeptAlive);
        }

        return new(new Answer(_outbox.TakeAll(), _machine.IsIdle, _activation));
    }

    /// <summary>For how long an activation is kept after a batch that left its machine with something to lose.</summary>
    protected static TimeSpan KeptAlive => TimeSpan.FromMinutes(15);

    /// <summary>Makes the machine of a key.</summary>
    protected abstract IMachine Make(string key);
}
