using LiteDB;

namespace RadioNet.Core.Storage;

/// <summary>How one kind of what is stored lies in a month's file.</summary>
/// <typeparam name="T">The kind.</typeparam>
/// <param name="Rows">The collection of its rows, by number.</param>
/// <param name="Made">The collection that has the number here of each that a lower node made, by its store and its number there.</param>
/// <param name="Origins">The collection that says how far each store of each lower node is held.</param>
/// <param name="Write">Makes a row; the number and whose it is are written beside.</param>
/// <param name="Read">Reads a row.</param>
internal sealed record StoreShape<T>(string Rows, string Made, string Origins, Func<T, BsonDocument> Write, Func<BsonDocument, T> Read);
