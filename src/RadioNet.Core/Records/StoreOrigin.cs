namespace RadioNet.Core.Records;

/// <summary>Where something lies that a lower node made (contract: <c>tier_records.proto</c>).</summary>
/// <param name="Store">The id of that node's store.</param>
/// <param name="Number">Its number there, from 1.</param>
public sealed record StoreOrigin(uint Store, long Number);
