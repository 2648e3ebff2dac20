using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RadioNet.CallControl.Hosting;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Ports;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Calls;

/// <summary>
/// Carries letters between the machines of call control and their node: what the router says goes to <see cref="IngressTable"/>,
/// letters to machines go to their grains or, by <see cref="TierSwitch"/>, to other nodes; letters to the router, the journal and
/// the alarms go there. One thread of its own delivers; it waits for no grain.
/// </summary>
internal sealed partial class Switchboard : ITierHost, IDisposable
{
    private const float FailuresTold = 3;
    private const float FailuresToldPerSecond = 1f / 60;

    private static readonly TimeSpan _longestSleep = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _tendInterval = TimeSpan.FromMilliseconds(500);

    private readonly IngressTable _ingress;
    private readonly TierSwitch? _tiers;
    private readonly TimerQueue _timers;
    private readonly ILogger _logger;
    private readonly EventRing _events = new(16_384);
    private readonly ConcurrentQueue<Said> _said = new();
    private readonly Outbox _outbox = new();
    private readonly Doorbell _bell = new();
    private readonly Thread _thread;
    private readonly TimeProvider _time;
    private readonly Func<bool> _isWork;
    private readonly Lock _failing = new();
    private IOutside? _outside;
    private long _failures;
    private RateBucket _failureLines;
    private volatile bool _stops;

    /// <summary>A switchboard; of a node that is never among others without <paramref name="tiers"/>.</summary>
    public Switchboard(IMachineHost machines, IngressTable ingress, TimeProvider time, ILogger<Switchboard> logger, TierSwitch? tiers = null)
    {
        (_machines, _ingress, _logger, _tiers) = (machines, ingress, logger, tiers);
        (_timers, _time) = (new TimerQueue(time), time);
        _isWork = IsWork; // made once: it is asked at every turn
        _thread = new Thread(Run) { IsBackground = true, Name = "switchboard" };
    }

    /// <summary>Batches that a machine failed on; each is a defect of the rules.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Starts delivering.</summary>
    /// <param name="outside">Takes letters to the outside.</param>
    /// <param name="post">The way to other nodes; null where there are none.</param>
    public void Start(IOutside outside, ITierPost? post = null)
    {
        _outside = outside;
        if (post is not null)
        {
            _tiers?.Start(this, post, _bell.Ring);
        }

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

    /// <summary>Takes a letter to what lives at this node from anywhere.</summary>
    public void Post(in Letter letter)
    {
        _said.Enqueue(new Said(default, letter));
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

    /// <inheritdoc/>
    void ITierHost.SayHere(Address to, Message message) => SayHere(to, message);

    private void Run()
    {
        for (var tended = _time.GetTimestamp(); !_stops;)
        {
            Deliver();
            if (_time.GetElapsedTime(tended) >= _tendInterval)
            {
                tended = _time.GetTimestamp();
                _outside!.Tend(call => Has(Address.Call(call)));
            }

            _bell.Wait(_timers.UntilNext(_longestSleep), _isWork);
        }
    }

    private bool IsWork() => !_events.IsEmpty || !_said.IsEmpty || !_back.IsEmpty || _tiers is { IsWork: true } || _stops;

    private void Deliver()
    {
        try
        {
            while (_events.TryRead(out var said))
            {
                if (_outside!.Translate(said) is { } message)
                {
                    SayHere(Address.Ingress, message);
                }
            }

            while (_said.TryDequeue(out var said))
            {
                Deliver(said);
            }

            while (_back.TryDequeue(out var mailbox))
            {
                TakeBack(mailbox);
            }

            while (_timers.TryTake(out var due))
            {
                if (Has(due.To))
                {
                    Collect(due.To, due.Message);
                }
            }

            _tiers?.Deliver();
            _tiers?.Publish();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            Fail(problem, "switchboard");
        }

        SendReady();
    }

    private void Deliver(in Said said)
    {
        if (said.Letter.Message is Forgot)
        {
            _tiers?.Forget(said.From);
        }
        else if (said.From.Kind == MachineKind.None)
        {
            SayHere(said.Letter.To, said.Letter.Message);
        }
        else
        {
            Say(said.From, said.Letter.To, said.Letter.Message);
        }
    }

    private void Say(Address from, Address to, Message message)
    {
        if (_tiers?.TryCarry(from, to, message) != true)
        {
            SayHere(to, message);
        }
    }

    private void SayHere(Address to, Message message)
    {
        switch (to.Kind)
        {
            case MachineKind.Ingress:
                TellIngress(message);
                break;
            case MachineKind.Site when message is PlanChanged && !Has(to):
                break; // whose slot table holds nothing
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

    private void TellIngress(Message message)
    {
        if (message is PlanChanged)
        {
            _tiers?.ObeyPlan();
        }

        _ingress.Handle(message, _outbox);
        foreach (var letter in _outbox.TakeAll())
        {
            Say(Address.Ingress, letter.To, letter.Message);
        }

        TellCalls(message);
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

        foreach (var call in Machines.Where(machine => machine.Kind == MachineKind.Call).ToArray())
        {
            Collect(call, news);
        }
    }

    /// <summary>Counts each failure; of many in a row three are told, and one a minute after that.</summary>
    private void Fail(Exception problem, string what)
    {
        var count = Interlocked.Increment(ref _failures);
        lock (_failing)
        {
            if (!_failureLines.TryTake(_time, FailuresTold, FailuresToldPerSecond))
            {
                return;
            }
        }

        LogFailure(problem, what, count);
    }

    [LoggerMessage(EventId = 3101, Level = LogLevel.Error, Message = "Call control failed on {What}; what it was told is lost. It is failure {Count} since the start.")]
    private partial void LogFailure(Exception problem, string what, long count);
}
