using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>Machines as grains of the silo; a grain's key begins with its node, so that many nodes can share a silo.</summary>
/// <param name="seat">The node in its silo.</param>
/// <remarks>Used on the switchboard's thread alone.</remarks>
internal sealed class GrainHost(SiloSeat seat) : IMachineHost
{
    /// <summary>References kept at most; far more than a busy node's machines at once.</summary>
    private const int MostReferences = 16_384;

    private readonly Dictionary<Address, IMachineGrain> _references = [];

    /// <inheritdoc/>
    public ValueTask<Answer> Handle(Address machine, Batch batch)
    {
        // Making a reference costs the silo a look at attributes by reflection, as much as the call itself; keeping one costs nothing.
        if (!_references.TryGetValue(machine, out var grain))
        {
            if (_references.Count >= MostReferences)
            {
                _references.Clear();
            }

            _references[machine] = grain = Reference(machine);
        }

        return grain.Handle(batch);
    }

    private IMachineGrain Reference(Address machine)
    {
        var key = seat.Prefix + machine.Key;
        return machine.Kind switch
        {
            MachineKind.Call => seat.Grains.GetGrain<ICallGrain>(key),
            MachineKind.Site => seat.Grains.GetGrain<ISiteGrain>(key),
            MachineKind.Subscriber => seat.Grains.GetGrain<ISubscriberGrain>(key),
            _ => throw new ArgumentOutOfRangeException(nameof(machine), machine, "No machine of this kind is a grain."),
        };
    }
}
