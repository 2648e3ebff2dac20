using RadioNet.Plan.Model;

namespace RadioNet.Core.Records.Outages;

/// <summary>An alarm that was raised during an outage, as it stands now.</summary>
/// <param name="Node">Its node.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Text">What happened.</param>
/// <param name="Raised">When it was raised, UTC.</param>
/// <param name="State">How far it has come.</param>
public sealed record OutageAlarm(string Node, string Kind, string Subject, LocalizedText Text, DateTimeOffset Raised, AlarmState State);
