using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>Hosts one machine. The grain's key is the node's id, a slash, and the machine's key.</summary>
internal abstract class MachineGrain : Grain, IMachineGrain
{
    private HostedMachine? _machine;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        _machine = new HostedMachine(() => Make(key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..]));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<Answer> Handle(Batch batch)
    {
        var answer = _machine!.Handle(batch);
        if (!answer.IsIdle)
        {
            DelayDeactivation(KeptAlive);
        }

        return new(answer);
    }

    /// <summary>For how long an activation is kept after a batch that left its machine with something to lose.</summary>
    protected static TimeSpan KeptAlive => TimeSpan.FromMinutes(15);

    /// <summary>Makes the machine of a key.</summary>
    protected abstract IMachine Make(string key);
}
