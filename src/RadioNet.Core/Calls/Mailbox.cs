using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>Messages for one machine: one batch is on its way at a time, so their order is kept. Owned by the switchboard's thread.</summary>
/// <param name="owner">The machine.</param>
/// <param name="activation">The life in which it holds something; 0 when it holds nothing.</param>
internal sealed class Mailbox(Address owner, long activation)
{
    private readonly List<Message> _waiting = [];

    public Address Owner { get; } = owner;

    public bool IsAway { get; set; }

    /// <summary>Whether the machine held nothing after its last batch.</summary>
    public bool IsIdle { get; private set; }

    /// <summary>The life in which the machine holds something; 0 when it holds nothing.</summary>
    public long Activation { get; private set; } = activation;

    public bool IsEmpty => _waiting.Count == 0;

    public void Add(Message message) => _waiting.Add(message);

    public Batch TakeAll(long epoch)
    {
        var batch = new Batch([.. _waiting], epoch);
        _waiting.Clear();
        return batch;
    }

    /// <summary>Notes a batch's answer; true when the machine had held something in another life than the one that answered.</summary>
    public bool NoteAnswer(Answer answer)
    {
        var isLost = Activation != 0 && answer.Activation != 0 && answer.Activation != Activation;
        (IsIdle, Activation) = (answer.IsIdle, answer.IsIdle ? 0 : answer.Activation);
        return isLost;
    }
}
