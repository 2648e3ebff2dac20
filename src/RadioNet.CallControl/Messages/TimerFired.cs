namespace RadioNet.CallControl.Messages;

/// <summary>A timer's time has come.</summary>
public sealed record TimerFired(string Timer, long Generation) : Message;
