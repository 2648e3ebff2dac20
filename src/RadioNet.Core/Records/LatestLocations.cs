using System.Collections.Concurrent;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Records;

/// <summary>Of each radio when and where it was heard last, and where it said last that it is. Safe from any thread.</summary>
public sealed class LatestLocations
{
    private readonly ConcurrentDictionary<uint, (LocationRecord Heard, LocationRecord? Said)> _radios = new();

    /// <summary>The radios, in the order of their numbers, from one on.</summary>
    public IEnumerable<uint> RadiosAbove(long radio) => _radios.Keys.Where(id => id > radio).Order();

    /// <summary>Of a radio where it was heard last, and where it said last that it is, if it ever did; null for one that was never heard.</summary>
    public (LocationRecord Heard, LocationRecord? Said)? Of(uint radio) => _radios.TryGetValue(radio, out var latest) ? latest : null;

    /// <summary>Whether nothing newer of its kind is known of its radio.</summary>
    public bool IsNewest(LocationRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return !_radios.TryGetValue(record.Radio, out var latest)
            || (record.Position is null ? !IsOlder(record, latest.Heard) : latest.Said is null || !IsOlder(record, latest.Said));
    }

    /// <summary>
    /// Whether a record comes before another one: within one store by their numbers, so that a clock that was wrong for a while keeps
    /// nothing from being newer; else by their times.
    /// </summary>
    public static bool IsOlder(LocationRecord record, LocationRecord than)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(than);
        return (record.Node, record.Made?.Store) == (than.Node, than.Made?.Store)
            ? ((IStored)record).NumberAtNode < ((IStored)than).NumberAtNode
            : record.At < than.At;
    }

    /// <summary>Takes records, in any order.</summary>
    public void Take(IEnumerable<LocationRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records)
        {
            var said = record.Position is null ? null : record;
            _radios.AddOrUpdate(record.Radio, (record, said), (_, latest) => (
                IsOlder(record, latest.Heard) ? latest.Heard : record,
                said is not null && (latest.Said is null || !IsOlder(said, latest.Said)) ? said : latest.Said));
        }
    }
}
