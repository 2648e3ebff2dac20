namespace RadioNet.Core.Records.Outages;

/// <summary>What one side did by itself.</summary>
/// <param name="Node">The side's node.</param>
/// <param name="Calls">Calls that ran at some time of the outage.</param>
/// <param name="Denied">Requests that were denied.</param>
/// <param name="Emergencies">Those of the calls that were emergencies.</param>
/// <param name="TalkSeconds">How long somebody talked.</param>
/// <param name="Talkgroups">How many talkgroups were used.</param>
public sealed record OutageSide(string Node, int Calls, int Denied, int Emergencies, double TalkSeconds, int Talkgroups);
