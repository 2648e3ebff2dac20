using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>Machines as grains of the silo; a grain's key begins with its node, so that many nodes can share a silo.</summary>
/// <param name="grains">The silo.</param>
/// <param name="node">The node's id.</param>
internal sealed class GrainHost(IGrainFactory grains, string node) : IMachineHost
{
    /// <inheritdoc/>
    public ValueTask<Answer> Handle(Address machine, Batch batch)
    {
        var key = $"{node}/{machine.Key}";
        IMachineGrain grain = machine.Kind switch
        {
            MachineKind.Call => grains.GetGrain<ICallGrain>(key),
            MachineKind.Site => grains.GetGrain<ISiteGrain>(key),
            MachineKind.Subscriber => grains.GetGrain<ISubscriberGrain>(key),
            _ => throw new ArgumentOutOfRangeException(nameof(machine), machine, "No machine of this kind is a grain."),
        };
        return grain.Handle(batch);
    }
}
