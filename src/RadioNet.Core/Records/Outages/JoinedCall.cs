namespace RadioNet.Core.Records.Outages;

/// <summary>A call that both sides had when the link came back, and that became one.</summary>
/// <param name="Id">The call's id.</param>
/// <param name="Node">The node whose record it is.</param>
/// <param name="Target">The 24-bit id that was called.</param>
/// <param name="Name">The name of what was called; may be empty.</param>
/// <param name="At">When its record ended, UTC.</param>
/// <param name="GivenOver">Whether it went on in the record of the other side's arbiter.</param>
/// <param name="Cut">Talkers whose turn was ended for it: aliases, or ids of radios that had none.</param>
public sealed record JoinedCall(string Id, string Node, uint Target, string Name, DateTimeOffset At, bool GivenOver, IReadOnlyList<string> Cut);
