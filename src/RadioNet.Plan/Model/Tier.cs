namespace RadioNet.Plan.Model;

/// <summary>One level of the network, 1 at the top. Levels are data: a network may have one to eight.</summary>
public sealed record Tier(int Level, LocalizedText Name);
