using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Hosting;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Ports.Tiers.Letters;
using RadioNet.Plan;
using RadioNet.Protocols;
using TierCall = RadioNet.Api.TierCall;

namespace RadioNet.Core.Calls;

/// <summary>
/// Calls before the first call: what decides calls is run once before the node says that it is ready, on a plan and with
/// machines of its own. Code that runs for the first time is compiled then, which takes longer than the three bursts that may
/// wait for a decision; without the rehearsal a node's first call would lose its beginning.
/// </summary>
internal static class Rehearsal
{
    /// <summary>The emergency bit of the service options (ETSI TS 102 361-2, clause 7.2.1).</summary>
    private const byte EmergencyBit = 0x80;

    private const string Plan = """
        network: rehearsal
        tiers:
          - { level: 1, name: Network }
        places:
          - { id: rehearsal, tier: 1 }
        nodes:
          - { id: rehearsal, at: rehearsal }
        sites:
          - { id: one, at: rehearsal, repeaters: [ { id: 1, secret: none } ] }
          - { id: two, at: rehearsal, repeaters: [ { id: 2, secret: none } ] }
        talkgroups:
          - { id: 1, home: rehearsal }
        subscribers:
          - { id: 1, talkgroups: [ 1 ] }
          - { id: 2, talkgroups: [ 1 ] }
        """;

    private const string PlanOfTwo = """
        network: rehearsal
        tiers: [ { level: 1, name: Above }, { level: 2, name: Below } ]
        places: [ { id: above, tier: 1 }, { id: below, tier: 2, in: above } ]
        nodes: [ { id: above, at: above }, { id: below, at: below } ]
        sites:
          - { id: one, at: below, repeaters: [ { id: 1, secret: none } ] }
          - { id: two, at: above, repeaters: [ { id: 2, secret: none } ] }
        talkgroups: [ { id: 1, home: above } ]
        subscribers: [ { id: 1, talkgroups: [ 1 ] }, { id: 2, home: below, talkgroups: [ 1 ] } ]
        """;

    /// <summary>Rehearses the rules, their records, and the way to a grain of each kind.</summary>
    /// <param name="machines">The grains.</param>
    /// <param name="time">The clock.</param>
    /// <param name="isAmongOthers">Whether there are other nodes.</param>
    public static async Task RunAsync(IMachineHost machines, TimeProvider time, bool isAmongOthers)
    {
        var nothing = new Batch([]);
        foreach (var address in new[] { Address.Call(nameof(Rehearsal)), Address.Site(nameof(Rehearsal)), Address.Subscriber(default) })
        {
            await machines.Handle(address, nothing).ConfigureAwait(false);
        }

        Play(time);
        if (isAmongOthers)
        {
            PlayOverLink(time);
        }
    }

    /// <summary>A call, an emergency, a private call and a denial; tells the records that they left.</summary>
    internal static IReadOnlyList<Records.CallRecord> Play(TimeProvider time)
    {
        var view = new FixedPlan(new PlanIndex(PlanReader.Read(Plan).Plan!, 0));
        var reports = new List<CallReport>();
        var room = new MachineRoom(new RulesContext(view, time, new IdSource(nameof(Rehearsal), 0), new CallTimers()), KeepIn(reports));
        var scribe = new CallScribe(view, nameof(Rehearsal));
        room.Say(Address.Site("one"), new ToSite.RepeaterUp(new RepeaterId(1), RepeaterShape.Duplex));
        room.Say(Address.Site("two"), new ToSite.RepeaterUp(new RepeaterId(2), RepeaterShape.Duplex));
        Speak(room, time, new IngressId(1), source: 1, target: 1, AddressKind.Group, default);
        Speak(room, time, new IngressId(2), source: 2, target: 1, AddressKind.Group, new ServiceOptions(EmergencyBit));
        Speak(room, time, new IngressId(3), source: 1, target: 2, AddressKind.Unit, default);
        Speak(room, time, new IngressId(4), source: 3, target: 1, AddressKind.Group, default);
        return [.. reports.Select(scribe.Write)];
    }

    /// <summary>A call over two nodes and an emergency that takes its floor, each letter in its form on the link; tells the records that they left.</summary>
    internal static IReadOnlyList<Records.CallRecord> PlayOverLink(TimeProvider time)
    {
        var view = new FixedPlan(new PlanIndex(PlanReader.Read(PlanOfTwo).Plan!, 0));
        var reports = new List<CallReport>();
        var link = new Queue<(string From, string To, TierCall Said)>();
        NodeRoom Node(string id) => new(
            id, new RulesContext(view, time, new IdSource(id, 0), new CallTimers()), KeepIn(reports),
            (to, message) => link.Enqueue((id, to, TierCalls.Of(message, id))));
        var (above, below) = (Node("above"), Node("below"));
        void Carry()
        {
            while (link.TryDequeue(out var on))
            {
                var node = on.To == "above" ? above : below;
                if (TierCalls.TryRead(on.Said, on.To, on.From, out var message, out _))
                {
                    node.Tiers.Take(on.From, message);
                    node.Room.Deliver();
                }
            }
        }

        below.Tiers.UplinkUp("above");
        Carry();
        below.Room.Say(Address.Site("one"), new ToSite.RepeaterUp(new RepeaterId(1), RepeaterShape.Duplex));
        above.Room.Say(Address.Site("two"), new ToSite.RepeaterUp(new RepeaterId(2), RepeaterShape.Duplex));
        Speak(below.Room, time, new IngressId(1, "below"), source: 1, target: 1, AddressKind.Group, default, Carry);
        Speak(below.Room, time, new IngressId(2, "below"), source: 2, target: 1, AddressKind.Group, new ServiceOptions(EmergencyBit), Carry);
        below.Tiers.LinkDown("above");
        below.Room.Deliver();
        var scribe = new CallScribe(view, nameof(Rehearsal));
        return [.. reports.Select(scribe.Write)];
    }

    private static Action<Message> KeepIn(List<CallReport> reports) => said =>
    {
        if (said is ToJournal.Call call)
        {
            reports.Add(call.Report);
        }
    };

    /// <summary>A radio keys up and lets go.</summary>
    private static void Speak(
        MachineRoom room, TimeProvider time, IngressId ingress, uint source, uint target, AddressKind kind, ServiceOptions options, Action? carry = null)
    {
        var now = time.GetUtcNow();
        Message[] story =
        [
            new ToIngress.Started(new HeardStream
            {
                Ingress = ingress,
                Repeater = new RepeaterId(1),
                Slot = Timeslot.One,
                TargetKind = kind,
                Source = new RadioId(source),
                Target = target,
                HeardAt = now,
            }),
            new ToIngress.OptionsKnown(ingress, options),
            new ToIngress.Over(ingress, Reason.Ended, now, StreamFigures.None),
        ];
        foreach (var message in story)
        {
            room.Say(Address.Ingress, message);
            room.Deliver();
            carry?.Invoke();
        }
    }

    private sealed record FixedPlan(PlanIndex Current) : IPlanView;
}
