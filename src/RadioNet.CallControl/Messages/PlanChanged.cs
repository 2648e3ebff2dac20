namespace RadioNet.CallControl.Messages;

/// <summary>Another revision of the plan holds: what runs is checked against it.</summary>
public sealed record PlanChanged(int Revision) : Message;
