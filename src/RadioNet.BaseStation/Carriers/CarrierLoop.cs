using System.Collections.Concurrent;
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
    private readonly long _began;
    private readonly ConcurrentQueue<Action<TimeSpan>> _orders = new();
    private readonly TaskCompletionSource _rested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IModemPort? _port;
    private long _losses;
    private long _readAt;
    private volatile bool _isBusy;

    public CarrierLoop(CarrierOptions options, CarrierSetup setup, AccessRule access, ICarrierUser user, TimeProvider time)
    {
        (_user, _time, _began) = (user, time, time.GetTimestamp());
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
            if (wait > LongestWait) return LongestWait;
            return wait < ShortestWait ? ShortestWait : wait;
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
        while (_orders.TryDequeue(out var order)) order(Now);
    }

    public void Opened(IModemPort port)
    {
        _port = port;
        Machine.Opened(port.Name, Now);
        Turn();
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        _readAt = _time.GetTimestamp();
        try
        {
            Machine.Feed(bytes, Now);
        }
#pragma warning disable CA1031 // The edge of the loop: one bad frame never ends it; each is counted as a defect.
        catch (Exception)
#pragma warning restore CA1031
        {
            Figures.CountFault();
        }

        _readAt = 0;
    }

    public void Turn()
    {
        try
        {
            ObeyRest();
            Drain();
            Machine.Tick(Now);
        }
#pragma warning disable CA1031 // The edge of the loop, as above.
        catch (Exception)
#pragma warning restore CA1031
        {
            Figures.CountFault();
        }

        Flush();
        Look();
    }

    public void Lost(PortFault cause)
    {
        _port = null;
        Machine.Closed(ModemFault.Of(cause), Now);
    }

    public void Changed(PortStatus status)
    {
        bool isRefused = status.State == PortState.Waiting && status.Losses == _losses;
        _losses = status.Losses;
        if (isRefused) Machine.Closed(ModemFault.Of(status.Fault!), Now);
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

    private void Drain()
    {
        Inbox.Listen();
        while (Inbox.TryTake(out var input))
        {
            Machine.Obey(input, Now);
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
