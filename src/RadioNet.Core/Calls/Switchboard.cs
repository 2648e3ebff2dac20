using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RadioNet.CallControl.Hosting;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Calls;

/// <summary>
/// Carries letters between the machines of call control and their node: what the router says goes to <see cref="IngressTable"/>,
/// letters to machines go to their grains, letters to the router, the journal and the alarms go there. One thread of its own
/// delivers; it waits for no grain.
/// </summary>
internal sealed partial class Switchboard : IDisposable
{
    private static readonly TimeSpan _longestSleep = TimeSpan.FromMilliseconds(250);

    private readonly IMachineHost _machines;
    private readonly IngressTable _ingress;
    private readonly TimerQueue _timers;
    private readonly ILogger _logger;
    private readonly EventRing _events = new(16_384);
    private readonly ConcurrentQueue<Letter> _posted = new();
    private readonly ConcurrentQueue<Mailbox> _back = new();
    private readonly Dictionary<Address, Mailbox> _mailboxes = [];
    private readonly List<Mailbox> _ready = [];
    private readonly HashSet<Address> _busyCalls = [];
    private readonly Outbox _outbox = new();
    private readonly Doorbell _bell = new();
    private readonly Thread _thread;
    private IOutside? _outside;
    private volatile bool _stops;

    public Switchboard(IMachineHost machines, IngressTable ingress, TimeProvider time, ILogger<Switchboard> logger)
    {
        (_machines, _ingress, _logger) = (machines, ingress, logger);
        _timers = new TimerQueue(time);
        _thread = new Thread(Run) { IsBackground = true, Name = "switchboard" };
    }

    /// <summary>Batches that a machine failed on; each is a defect of the rules.</summary>
    public long Failures { get; private set; }

    /// <summary>Starts delivering; letters to the outside go to <paramref name="outside"/>.</summary>
    public void Start(IOutside outside)
    {
        _outside = outside;
        _thread.Start();
    }

    /// <summary>Takes a sentence of the router, on its thread; false when there is no room.</summary>
    public bool TryTake(in RouterEvent said)
    {
        if (!_events.TryWrite(said))
        {
            return false;
        }

        _bell.Ring();
        return true;
    }

    /// <summary>Takes a letter from anywhere.</summary>
    public void Post(in Letter letter)
    {
        _posted.Enqueue(letter);
        _bell.Ring();
    }

    public void Dispose()
    {
        _stops = true;
        _bell.Ring();
        if (_thread.IsAlive)
        {
            _thread.Join(TimeSpan.FromSeconds(2));
        }

        _bell.Dispose();
    }

    private void Run()
    {
        while (!_stops)
        {
            Deliver();
            _bell.Wait(_timers.UntilNext(_longestSleep), IsWork);
        }
    }

    private bool IsWork() => !_events.IsEmpty || !_posted.IsEmpty || !_back.IsEmpty || _stops;

    private void Deliver()
    {
        try
        {
            while (_events.TryRead(out var said))
            {
                if (_outside!.Translate(said) is { } message)
                {
                    Say(Address.Ingress, message);
                }
            }

            while (_posted.TryDequeue(out var letter))
            {
                Say(letter.To, letter.Message);
            }

            while (_back.TryDequeue(out var mailbox))
            {
                TakeBack(mailbox);
            }

            while (_timers.TryTake(out var due))
            {
                Say(due.To, due.Message);
            }

            SendReady();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            Failures++;
            LogFailure(problem, "switchboard");
        }
    }

    private void Say(Address to, Message message)
    {
        switch (to.Kind)
        {
            case MachineKind.Ingress:
                _ingress.Handle(message, _outbox);
                foreach (var letter in _outbox.TakeAll())
                {
                    Say(letter.To, letter.Message);
                }

                TellCalls(message);
                break;
            case MachineKind.Call or MachineKind.Site or MachineKind.Subscriber:
                Collect(to, message);
                break;
            case MachineKind.Clock:
                _timers.Set((ToClock.Set)message);
                break;
            default:
                _outside!.Take(message);
                TellCalls(message);
                break;
        }
    }

    /// <summary>A change of the plan, or a slot table's new life, concerns every call that runs, hang time included.</summary>
    private void TellCalls(Message message)
    {
        Message? news = message switch
        {
            PlanChanged => message,
            ToPorts.WhatAt asked => new ToCall.SiteForgot(asked.Site),
            _ => null,
        };
        if (news is null)
        {
            return;
        }

        foreach (var call in _busyCalls)
        {
            Collect(call, news);
        }
    }

    private void Collect(Address to, Message message)
    {
        if (!_mailboxes.TryGetValue(to, out var mailbox))
        {
            _mailboxes[to] = mailbox = new Mailbox(to);
        }

        if (mailbox.IsEmpty && !mailbox.IsAway)
        {
            _ready.Add(mailbox);
        }

        mailbox.Add(message);
    }

    private void SendReady()
    {
        foreach (var mailbox in _ready)
        {
            mailbox.IsAway = true;
            _ = SendAsync(mailbox, mailbox.TakeAll());
        }

        _ready.Clear();
    }

    private async Task SendAsync(Mailbox mailbox, Batch batch)
    {
        try
        {
            var answer = await _machines.Handle(mailbox.Owner, batch).ConfigureAwait(false);
            mailbox.IsIdle = answer.IsIdle;
            foreach (var letter in answer.Letters)
            {
                _posted.Enqueue(letter);
            }
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            if (!_stops)
            {
                Failures++;
                LogFailure(problem, $"{mailbox.Owner.Kind} {mailbox.Owner.Key}");
            }
        }

        _back.Enqueue(mailbox);
        _bell.Ring();
    }

    private void TakeBack(Mailbox mailbox)
    {
        mailbox.IsAway = false;
        if (mailbox.Owner.Kind == MachineKind.Call)
        {
            _ = mailbox.IsIdle ? _busyCalls.Remove(mailbox.Owner) : _busyCalls.Add(mailbox.Owner);
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

    [LoggerMessage(EventId = 3101, Level = LogLevel.Error, Message = "Call control failed on {What}; what it was told is lost.")]
    private partial void LogFailure(Exception problem, string what);
}
