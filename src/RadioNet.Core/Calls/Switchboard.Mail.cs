using System.Collections.Concurrent;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;

namespace RadioNet.Core.Calls;

/// <content>The machines' mail: one batch at a time to each, in order.</content>
internal sealed partial class Switchboard
{
    private readonly IMachineHost _machines;
    private readonly ConcurrentQueue<Mailbox> _back = new();
    private readonly Dictionary<Address, Mailbox> _mailboxes = [];
    private readonly List<Mailbox> _ready = [];

    /// <summary>The machines that hold something, each with the life in which it does.</summary>
    private readonly Dictionary<Address, long> _holders = [];

    IEnumerable<Address> ITierHost.Machines => Machines;

    /// <summary>The machines that hold something or have mail.</summary>
    private IEnumerable<Address> Machines => _holders.Keys.Concat(_mailboxes.Keys.Where(machine => !_holders.ContainsKey(machine)));

    bool ITierHost.Has(Address machine) => Has(machine);

    private bool Has(Address machine) => _holders.ContainsKey(machine) || _mailboxes.ContainsKey(machine);

    private void Collect(Address to, Message message)
    {
        if (!_mailboxes.TryGetValue(to, out var mailbox))
        {
            _mailboxes[to] = mailbox = new Mailbox(to, _holders.GetValueOrDefault(to));
        }

        if (mailbox.IsEmpty && !mailbox.IsAway)
        {
            _ready.Add(mailbox);
        }

        mailbox.Add(message);
    }

    private void SendReady()
    {
        var epoch = _tiers?.Epoch ?? 0;
        foreach (var mailbox in _ready)
        {
            mailbox.IsAway = true;
            _ = SendAsync(mailbox, mailbox.TakeAll(epoch));
        }

        _ready.Clear();
    }

    private async Task SendAsync(Mailbox mailbox, Batch batch)
    {
        try
        {
            var answer = await _machines.Handle(mailbox.Owner, batch).ConfigureAwait(false);
            if (mailbox.NoteAnswer(answer))
            {
                _said.Enqueue(new Said(mailbox.Owner, new Letter(mailbox.Owner, Forgot.All)));
            }

            foreach (var letter in answer.Letters)
            {
                _said.Enqueue(new Said(mailbox.Owner, letter));
            }
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            if (!_stops)
            {
                Fail(problem, $"{mailbox.Owner.Kind} {mailbox.Owner.Key}");
            }
        }

        _back.Enqueue(mailbox);
        _bell.Ring();
    }

    private void TakeBack(Mailbox mailbox)
    {
        mailbox.IsAway = false;
        if (mailbox.IsIdle)
        {
            _holders.Remove(mailbox.Owner);
        }
        else
        {
            _holders[mailbox.Owner] = mailbox.Activation;
        }

        if (mailbox.IsEmpty)
        {
            _mailboxes.Remove(mailbox.Owner);
        }
        else
        {
            _ready.Add(mailbox);
        }
    }
}
