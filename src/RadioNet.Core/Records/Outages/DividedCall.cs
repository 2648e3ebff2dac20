namespace RadioNet.Core.Records.Outages;

/// <summary>One side's call of a divided talkgroup.</summary>
/// <param name="Id">The call's id.</param>
/// <param name="Talkers">Who talked: aliases, or ids of radios that had none.</param>
/// <param name="Sites">Where it was heard.</param>
/// <param name="Emergency">Whether it was an emergency.</param>
public sealed record DividedCall(string Id, IReadOnlyList<string> Talkers, IReadOnlyList<string> Sites, bool Emergency);
