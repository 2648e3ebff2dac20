using LiteDB;
using RadioNet.Core.Records;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Core.Storage;

/// <summary>Where radios were, in a month's file.</summary>
internal sealed partial class RecordFile
{
    /// <summary>The numbers of what was the newest of each radio when it was written: that it was heard, and that it said where it is.</summary>
    private const string Latest = "locationsLatest";

    private static readonly StoreShape<LocationRecord> LocationShape = new("locations", "locationsMade", "locationsOrigins", Write, ReadLocation);

    /// <summary>Where radios were.</summary>
    public StoreRows<LocationRecord> Locations { get; }

    /// <summary>Stores where radios were, with their numbers, ascending.</summary>
    /// <param name="records">What to store.</param>
    /// <param name="isNewest">Whether nothing newer is known of its radio.</param>
    public void Append(IReadOnlyList<LocationRecord> records, Func<LocationRecord, bool> isNewest) => _file.Change(db =>
    {
        foreach (var record in records)
        {
            Locations.Insert(db, record);
        }

        foreach (var of in records.Where(isNewest).GroupBy(record => (record.Radio << 1) | (record.Position is null ? 0L : 1L)))
        {
            var newest = of.Aggregate((known, record) => Records.LatestLocations.IsOlder(record, known) ? known : record);
            db.GetCollection(Latest).Upsert(new BsonDocument { ["_id"] = of.Key, ["number"] = newest.Number });
        }

        return 0;
    });

    /// <summary>What was the newest of each radio when it was written.</summary>
    public List<LocationRecord> LatestLocations() =>
        Locations.At(_file.Read(db => db.GetCollection(Latest).FindAll().Select(row => row["number"].AsInt64).ToList()));

    private static BsonDocument Write(LocationRecord record)
    {
        var row = new BsonDocument
        {
            ["radio"] = (long)record.Radio,
            ["alias"] = record.Alias,
            ["at"] = record.At.UtcTicks,
            ["site"] = record.Site,
            ["node"] = record.Node,
        };
        if (record.Position is { } position)
        {
            (row["latitude"], row["longitude"], row["error"]) = (position.LatitudeSteps, position.LongitudeSteps, (int)position.Error);
        }

        if (record.Made is { } made)
        {
            (row["store"], row["made"]) = ((long)made.Store, made.Number);
        }

        return row;
    }

    private static LocationRecord ReadLocation(BsonDocument row) => new()
    {
        Radio = (uint)row["radio"].AsInt64,
        Alias = row["alias"].AsString,
        At = new DateTimeOffset(row["at"].AsInt64, TimeSpan.Zero),
        Site = row["site"].AsString,
        Node = row["node"].AsString,
        Position = row["error"].IsNull ? null : new GpsInfo((PositionError)row["error"].AsInt32, row["longitude"].AsInt32, row["latitude"].AsInt32),
        Number = row["_id"].AsInt64,
        Made = row["store"].IsNull ? null : new StoreOrigin((uint)row["store"].AsInt64, row["made"].AsInt64),
    };
}
