using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.World;

/// <content>What radios, repeaters, consoles and the plan's keeper do.</content>
internal sealed partial class RulesWorld
{
    private static readonly Address _sessions = new(MachineKind.None, "sessions");
    private static readonly Address _consoles = new(MachineKind.None, "consoles");
    private static readonly Address _keeper = new(MachineKind.None, "keeper");
    private static readonly TimeSpan _inactivity = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<uint, RepeaterShape> _shapes = [];
    private long _streams;

    public bool IsUp(uint repeater) => _shapes.ContainsKey(repeater);

    /// <summary>A radio keys: on the talkgroup's own timeslot unless told otherwise.</summary>
    public Press Key(
        uint radio, uint at, uint target, Timeslot slot = Timeslot.None, bool emergency = false, bool unit = false, bool data = false)
    {
        Plans.Current.TryPort(new RepeaterId(at), out var port);
        var shape = _shapes.GetValueOrDefault(at, RepeaterShape.Duplex);
        var press = new Press(
            new HeardStream
            {
                Ingress = new IngressId(++_streams),
                Repeater = new RepeaterId(at),
                Slot = shape.Simplex && port!.Carrier is not null ? Timeslot.Two : slot != Timeslot.None ? slot : unit ? Timeslot.One : SlotOf(target),
                Simplex = shape.Simplex,
                ManyCalls = shape.CallsAtOnce > 0,
                TargetKind = unit ? AddressKind.Unit : AddressKind.Group,
                Source = new RadioId(radio),
                Target = target,
                Data = data,
                Options = new ServiceOptions(emergency ? (byte)0x80 : (byte)0),
                HeardAt = Time.GetUtcNow(),
            },
            Plans.Current.Revision);
        _presses[press.Ingress] = press;
        Post.Send(Address.Router, Address.Ingress, new ToIngress.Started(press.Stream));
        SayAlive(press);
        return press;
    }

    /// <summary>A radio of which the link control is read late turns out to be an emergency.</summary>
    public void LearnEmergency(Press press)
    {
        press.Stream = press.Stream with { Options = new ServiceOptions(0x80) };
        Post.Send(Address.Router, Address.Ingress, new ToIngress.OptionsKnown(press.Ingress, press.Stream.Options));
    }

    /// <summary>A console's press goes to the arbiter itself: it can wait.</summary>
    public Press Ask(uint radio, uint at, uint talkgroup, bool emergency = false)
    {
        Plans.Current.TrySubscriber(new RadioId(radio), out var subscriber);
        Plans.Current.TryPort(new RepeaterId(at), out var port);
        var stream = new HeardStream
        {
            Ingress = new IngressId(++_streams),
            Repeater = new RepeaterId(at),
            Slot = Timeslot.One,
            ManyCalls = true,
            TargetKind = AddressKind.Group,
            Source = new RadioId(radio),
            Target = talkgroup,
            Options = new ServiceOptions(emergency ? (byte)0x80 : (byte)0),
            HeardAt = Time.GetUtcNow(),
        };
        var press = new Press(stream, Plans.Current.Revision) { CanWait = true };
        _presses[press.Ingress] = press;
        Post.Send(_consoles, Address.Call(CallKey.Of(new TalkgroupId(talkgroup))), new ToCall.Request(new FloorRequest
        {
            Stream = stream,
            Site = port!.Site.Id,
            Type = CallType.Group,
            Priority = subscriber!.Priority,
            PreEmpt = subscriber.PreEmpt,
            Alarm = emergency,
            Emergency = emergency,
            CanWait = true,
        }));
        SayAlive(press);
        return press;
    }

    /// <summary>The radio says that it is done.</summary>
    public void Release(Press press)
    {
        press.Silent = Time.GetUtcNow();
        EndStream(press, Reason.Ended);
    }

    /// <summary>The radio is gone without a terminator; the port says so when its watchdog barks.</summary>
    public void Lose(Press press)
    {
        press.Silent = Time.GetUtcNow();
        At(_inactivity, () => EndStream(press, Reason.Inactive));
    }

    public void Up(uint repeater, RepeaterShape? shape = null)
    {
        Plans.Current.TryPort(new RepeaterId(repeater), out var port);
        shape ??= port!.Carrier is { } carrier ? RepeaterShape.Of(carrier) : new RepeaterShape(true, true, port.CallsAtOnce);
        _shapes[repeater] = shape;
        Post.Send(_sessions, Address.Site(port!.Site.Id), new ToSite.RepeaterUp(new RepeaterId(repeater), shape));
    }

    /// <summary>A slot table that has come to life anew asks which of its repeaters are there.</summary>
    private void TellUps(string site)
    {
        foreach (var (id, shape) in _shapes)
        {
            if (Plans.Current.TryPort(new RepeaterId(id), out var port) && port.Site.Id == site)
            {
                Post.Send(_sessions, Address.Site(site), new ToSite.RepeaterUp(new RepeaterId(id), shape));
            }
        }
    }

    public void Down(uint repeater)
    {
        _shapes.Remove(repeater);
        Router.Close(new RepeaterId(repeater));
        foreach (var press in Presses.Where(p => !p.IsOver && p.Stream.Repeater.Value == repeater && !p.CanWait).ToArray())
        {
            press.Silent ??= Time.GetUtcNow();
            EndStream(press, Reason.PortLost);
        }

        Plans.Current.TryPort(new RepeaterId(repeater), out var port);
        Post.Send(_sessions, Address.Site(port!.Site.Id), new ToSite.RepeaterDown(new RepeaterId(repeater)));
    }

    public void Apply(NetworkPlan plan)
    {
        var before = Plans.Current;
        Plans.Put(plan);
        foreach (var site in PlanChanged.SitesOf(before, Plans.Current))
        {
            Post.Send(_keeper, Address.Site(site), new PlanChanged(Plans.Current.Revision));
        }

        Post.Send(_keeper, Address.Ingress, new PlanChanged(Plans.Current.Revision));
        TellCalls(new PlanChanged(Plans.Current.Revision));
    }

    /// <summary>What concerns every call that runs, hang time included.</summary>
    private void TellCalls(Message news)
    {
        foreach (var (address, _) in _machines.Where(m => m.Key.Kind == MachineKind.Call && !m.Value.IsIdle))
        {
            Post.Send(_keeper, address, news);
        }
    }

    public void EndStream(Press press, Reason why)
    {
        if (press.IsOver)
        {
            return;
        }

        press.IsOver = true;
        Router.End(press);
        var figures = new StreamFigures(10, 0, 0, 0, 9, -90);
        if (press.CanWait)
        {
            Post.Send(_consoles, CallOf(press), new ToCall.Over(press.Ingress, why, press.Silent!.Value, figures));
            return;
        }

        Post.Send(Address.Router, Address.Ingress, new ToIngress.Over(press.Ingress, why, press.Silent!.Value, figures));
    }

    private static Address CallOf(Press press) => Address.Call(CallKey.Of(new TalkgroupId(press.Stream.Target)));

    private Timeslot SlotOf(uint talkgroup) =>
        Plans.Current.TryTalkgroup(new TalkgroupId(talkgroup), out var planned) ? planned.Slot : Timeslot.One;

    private void SayAlive(Press press) => At(TimeSpan.FromSeconds(1), () =>
    {
        if (press.IsOver)
        {
            return;
        }

        if (press.CanWait)
        {
            Post.Send(_consoles, CallOf(press), new ToCall.StillThere(press.Ingress));
        }
        else
        {
            Post.Send(Address.Router, Address.Ingress, new ToIngress.StillThere(press.Ingress));
        }

        SayAlive(press);
    });
}
