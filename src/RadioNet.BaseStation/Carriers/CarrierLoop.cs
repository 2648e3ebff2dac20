using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Repeater;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Routing;

namespace RadioNet.BaseStation.Carriers;

/// <summary>
/// What a carrier's thread does: octets from the port to the machine, what others left to the machine, the machine's octets to the
/// port. All of it runs on that thread, but for <see cref="TryLeave"/> and <see cref="Order"/>.
/// </summary>
internal sealed class CarrierLoop : IPortUser, ICarrierUser
{
    // How long the port may take octets at a time: less than a burst's time.
    private static readonly TimeSpan WriteLimit = TimeSpan.FromMilliseconds(10);

    // What a port has not taken is offered again.
    private static readonly TimeSpan WriteAgain = TimeSpan.FromMilliseconds(5);

    // A machine that is always due would have the processor to itself.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(0.5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly ICarrierUser _user;
    private readonly TimeProvider _time;
    private readonly CarrierFaults _faults;
    private readonly long _began;
    private readonly ConcurrentQueue<Action<TimeSpan>> _orders = new();
    private readonly TaskCompletionSource _rested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IModemPort? _port;
    private long _losses;
    private long _readAt;
    private TimeSpan _due = TimeSpan.MaxValue;
    private volatile bool _isBusy;

    public CarrierLoop(CarrierOptions options, CarrierSetup setup, AccessRule access, ICarrierUser user, TimeProvider time, ILogger log)
    {
        (_user, _time, _began) = (user, time, time.GetTimestamp());
        _faults = new CarrierFaults(options.Id, Figures, log, time);
        Machine = new CarrierMachine(setup, options.Session, access, this, TimeSpan.Zero);
    }

    public CarrierMachine Machine { get; }

    public CarrierInbox Inbox { get; } = new();

    public CarrierFigures Figures { get; } = new();

    public bool IsBusy => _isBusy;

    /// <summary>How long the next wait may last.</summary>
    public TimeSpan Patience
    {
        get
        {
            var now = Now;
            var due = Machine.NextDue(now);
            var wait = due > now ? due - now : TimeSpan.Zero;
            if (!Machine.Session.Outgoing.IsEmpty && WriteAgain < wait) wait = WriteAgain;
            wait = wait > LongestWait ? LongestWait : wait < ShortestWait ? ShortestWait : wait;
            _due = now + wait;
            return wait;
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_began);

    /// <summary>Tells the port's keeper that its modem is to be opened anew; set before the thread starts.</summary>
    public Action<PortFault> Reopen { get; set; } = _ => { };

    /// <summary>Leaves something; false when there is no room. From any thread.</summary>
    public bool TryLeave(ref CarrierInput input, out bool mustWake)
    {
        input.LeftAt = _time.GetTimestamp();
        return Inbox.TryPut(input, out mustWake);
    }

    /// <summary>Leaves what is rare: it is done, with the time, in the thread's next turn. From any thread.</summary>
    public void Order(Action<TimeSpan> order) => _orders.Enqueue(order);

    /// <summary>Waits until a stop is done, at most so long. From another thread.</summary>
    public void WaitForRest(TimeSpan limit) => _rested.Task.Wait(limit);

    /// <summary>Does what is still ordered, when the thread has ended.</summary>
    public void ObeyRest()
    {
        while (_orders.TryDequeue(out var order)) Guard(static (loop, order) => order(loop.Now), order, "order");
    }

    public void Opened(IModemPort port)
    {
        _port = port;
        Guard(static (loop, port) => loop.Machine.Opened(port.Name, loop.Now), port, "opening");
        Turn();
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        _readAt = _time.GetTimestamp();
        Gather();

        // Each defect costs the frame that brought it to light, and none of the others.
        for (int most = bytes.Length; most >= 0 && !TryFeed(ref bytes); most--)
        {
        }

        _readAt = 0;
    }

    public void Turn()
    {
        Gather();
        ObeyRest();
        Drain();
        Guard(static (loop, now) => loop.Machine.Tick(now), Now, "tick");
        Flush();
        Look();
    }

    public void Lost(PortFault cause)
    {
        _port = null;
        Guard(static (loop, cause) => loop.Machine.Closed(ModemFault.Of(cause), loop.Now), cause, "loss");
    }

    public void Changed(PortStatus status)
    {
        bool isRefused = status.State == PortState.Waiting && status.Losses == _losses;
        _losses = status.Losses;
        if (isRefused) Guard(static (loop, cause) => loop.Machine.Closed(ModemFault.Of(cause), loop.Now), status.Fault!, "refusal");
    }

    public void SendToNetwork(in LinkBurst head, ReadOnlySpan<byte> burst, in UplinkPlace place)
    {
        _user.SendToNetwork(head, burst, place);
        if (_readAt != 0) Figures.ToNetwork.Record(Microseconds(_readAt));
    }

    public void Tell(in RepeaterEvent said) => _user.Tell(said);

    public void OnCondition(ModemCondition condition) => _user.OnCondition(condition);

    public void OnAlarm(ModemAlarm alarm) => _user.OnAlarm(alarm);

    public void OnOther(in ModemFrame frame) => _user.OnOther(frame);

    /// <summary>Lets the machine take what waits; its tick draws the conclusions.</summary>
    private void Gather()
    {
        var now = Now;
        Machine.Gather(now > _due ? now - _due : TimeSpan.Zero);
    }

    /// <summary>Feeds the machine until nothing is left; false when a frame brought a defect to light.</summary>
    private bool TryFeed(ref ReadOnlySpan<byte> bytes)
    {
        try
        {
            Machine.Feed(ref bytes, Now);
            return true;
        }
#pragma warning disable CA1031 // The edge of the loop: one bad frame never ends it; each is counted as a defect.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            _faults.Met(broken, "frame");
            return false;
        }
    }

    /// <summary>Does one part, so that a defect in it costs no other one.</summary>
    private void Guard<T>(Action<CarrierLoop, T> part, T what, string name)
    {
        try
        {
            part(this, what);
        }
#pragma warning disable CA1031 // The edge of the loop, as above.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            _faults.Met(broken, name);
        }
    }

    private void Drain()
    {
        Inbox.Listen();
        while (Inbox.TryTake(out var input))
        {
            Guard(static (loop, input) => loop.Machine.Obey(input, loop.Now), input, "input");
            if (input.Kind == CarrierInputKind.Burst) Figures.ToSlot.Record(Microseconds(input.LeftAt));
        }
    }

    /// <summary>Gives the port what it takes; what it doesn't it is offered again. A fault of the port its next read tells.</summary>
    private void Flush()
    {
        var outgoing = Machine.Session.Outgoing;
        if (_port is { } port && !outgoing.IsEmpty) Machine.Session.Taken(port.Write(outgoing, WriteLimit).Count);
    }

    /// <summary>Draws the conclusions that are not the machine's.</summary>
    private void Look()
    {
        var session = Machine.Session;
        if (session.IsLost) Reopen(new PortFault(PortFaultKind.Unreachable, session.Condition.Cause!.Text));
        if (session.IsStopped && (_port is null || session.Outgoing.IsEmpty)) _rested.TrySetResult();
        _isBusy = Machine.Repeater.IsBusy(Now);
        Figures.CountTurn();
        Figures.Sample(ThreadShare.ProcessorTime, GC.GetAllocatedBytesForCurrentThread());
    }

    private long Microseconds(long since) => (long)_time.GetElapsedTime(since).TotalMicroseconds;
}
