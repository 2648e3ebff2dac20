namespace RadioNet.CallControl.Messages;

/// <summary>A message with its address.</summary>
public readonly record struct Letter(Address To, Message Message);
