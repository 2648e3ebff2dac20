using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>Messages for one machine: one batch is on its way at a time, so their order is kept. Owned by the switchboard's thread.</summary>
internal sealed class Mailbox(Address owner)
{
    private readonly List<Message> _waiting = [];

    public Address Owner { get; } = owner;

    public bool IsAway { get; set; }

    /// <summary>Whether the machine held nothing after its last batch.</summary>
    public bool IsIdle { get; set; }

    public bool IsEmpty => _waiting.Count == 0;

    public void Add(Message message) => _waiting.Add(message);

    public Batch TakeAll()
    {
        var batch = new Batch([.. _waiting]);
        _waiting.Clear();
        return batch;
    }
}
