namespace RadioNet.Core.Records;

/// <summary>Where a record comes from that this node did not make (contract: <c>LocalRecord</c> in <c>site_link.proto</c>).</summary>
/// <param name="Station">The base station, <c>SITE/BASE-STATION</c>.</param>
/// <param name="Log">Its log.</param>
/// <param name="Sequence">The record's number there.</param>
public sealed record RecordOrigin(string Station, uint Log, ulong Sequence);
