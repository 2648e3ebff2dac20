using System.Collections.Concurrent;
using System.Globalization;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Calls;
using RadioNet.Protocols;

namespace RadioNet.Core.Tests.Calls.Tiers;

/// <summary>Machines as a silo hosts them, on other threads than the switchboard's; any of them may be lost.</summary>
internal sealed class LooseMachines(RulesContext context) : IMachineHost
{
    private readonly ConcurrentDictionary<Address, HostedMachine> _machines = new();

    /// <summary>What a machine knew is gone; the next batch finds another life.</summary>
    public void Lose(Address machine) => Assert.True(_machines.TryRemove(machine, out _));

    public async ValueTask<Answer> Handle(Address machine, Batch batch)
    {
        await Task.Yield();
        return _machines.GetOrAdd(machine, address => new HostedMachine(() => Make(address))).Handle(batch);
    }

    private IMachine Make(Address address) => address.Kind switch
    {
        MachineKind.Site => new SlotTable(address.Key, context),
        MachineKind.Subscriber => new SubscriberState(new RadioId(uint.Parse(address.Key, CultureInfo.InvariantCulture)), context),
        _ => new CallArbiter(address.Key, context),
    };
}
