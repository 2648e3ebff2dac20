namespace RadioNet.CallControl.Messages;

/// <summary>Where a machine puts what it says; its host delivers the letters in this order.</summary>
public sealed class Outbox
{
    private readonly List<Letter> _letters = [];

    /// <summary>What was said, in order.</summary>
    public IReadOnlyList<Letter> Letters => _letters;

    /// <summary>Says a message.</summary>
    public void Send(Address to, Message message) => _letters.Add(new Letter(to, message));

    /// <summary>Takes all letters out.</summary>
    public Letter[] TakeAll()
    {
        Letter[] all = [.. _letters];
        _letters.Clear();
        return all;
    }
}
