using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>One machine's life: takes batches, gives answers. Used by one caller at a time.</summary>
/// <param name="make">Makes the machine.</param>
internal sealed class HostedMachine(Func<IMachine> make)
{
    private readonly Outbox _outbox = new();
    private readonly long _activation = Random.Shared.NextInt64(1, long.MaxValue);
    private IMachine? _machine;
    private long _epoch;

    /// <summary>Hands the machine a batch. One that held nothing and lived in an earlier epoch is made anew for it.</summary>
    public Answer Handle(Batch batch)
    {
        if (_machine is null || (batch.Epoch != _epoch && _machine.IsIdle))
        {
            _machine = make();
        }

        _epoch = batch.Epoch;
        foreach (var message in batch.Messages)
        {
            _machine.Handle(message, _outbox);
        }

        _machine.Settle(_outbox);
        return new Answer(_outbox.TakeAll(), _machine.IsIdle, _activation);
    }
}
