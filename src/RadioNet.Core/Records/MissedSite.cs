namespace RadioNet.Core.Records;

/// <summary>A site that a call should have reached and did not, or not from its start, and why (<c>slot-busy</c>, <c>site-down</c>).</summary>
public sealed record MissedSite(string Site, string Reason);
