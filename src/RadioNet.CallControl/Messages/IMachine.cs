namespace RadioNet.CallControl.Messages;

/// <summary>
/// A state machine of call control: messages in, messages out. It does no I/O, reads no clock but the one it was given, and
/// is called by one caller at a time.
/// </summary>
public interface IMachine
{
    /// <summary>Takes one message.</summary>
    void Handle(Message message, Outbox outbox);

    /// <summary>Called after a batch of messages: says once what the batch has changed (a route, a record).</summary>
    void Settle(Outbox outbox);

    /// <summary>Whether the machine holds nothing that would be missed: no call, no queue, no hang time.</summary>
    bool IsIdle { get; }
}
