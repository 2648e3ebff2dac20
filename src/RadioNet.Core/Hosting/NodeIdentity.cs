namespace RadioNet.Core.Hosting;

/// <summary>Which node this is, and since when it runs.</summary>
/// <param name="Id">Its id in the plan.</param>
/// <param name="Started">When it started, UTC.</param>
/// <param name="Boots">How often it has started on this data folder, this time included.</param>
public sealed record NodeIdentity(string Id, DateTimeOffset Started, long Boots);
