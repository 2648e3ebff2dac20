using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>Stores where the radios of lower nodes were, each record once.</summary>
internal sealed class NodeLocations(
    IStoreLog<LocationRecord> log, LocationJournal journal, NodeIdentity node, TimeProvider time, ILogger<NodeLocations> logger)
    : NodeIntake<NodeLocation, LocationRecord>(node.Id, log, time, logger)
{
    /// <summary>Takes what a child said of where radios were; what is not of that is passed over.</summary>
    /// <returns>Whether there was room; a child that sends more than it may is to be let go.</returns>
    public bool Take(string child, RecordsUp said, Action<RecordsDown> answer)
    {
        ArgumentNullException.ThrowIfNull(said);
        return said.SaidCase switch
        {
            RecordsUp.SaidOneofCase.LocationsOffered => said.LocationsOffered.Stores.All(store => StoreNames.From(store) is not { } id || Offered(child, id, answer)),
            RecordsUp.SaidOneofCase.Location => StoreNames.From(said.Location.Store) is not { } id
                || Take(child, id, said.Location.Number, said.Location.Previous, said.Location, answer),
            _ => true,
        };
    }

    /// <inheritdoc/>
    protected override RecordsDown Answer(StoreId store, long number) => new() { LocationsHeld = StoreNames.Held(store, number) };

    /// <inheritdoc/>
    protected override bool TryRead(StoreId store, long number, NodeLocation message, out LocationRecord read, out string problem)
    {
        if (!LocationMessages.TryRead(message.Location, out read, out problem))
        {
            return false;
        }

        read = read with { Node = store.Node, Made = new StoreOrigin(store.Store, number) };
        return true;
    }

    /// <inheritdoc/>
    protected override Task<bool> StoreAsync(IReadOnlyList<LocationRecord> items) => Task.FromResult(journal.TryStore(items));
}
