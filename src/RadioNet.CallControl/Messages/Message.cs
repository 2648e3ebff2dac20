namespace RadioNet.CallControl.Messages;

/// <summary>What machines say to each other and to their hosts. Immutable.</summary>
public abstract record Message;
