using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Hosting;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Plan;
using RadioNet.Protocols;

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

    /// <summary>Rehearses the rules, their records, and the way to a grain of each kind.</summary>
    /// <param name="machines">The grains.</param>
    /// <param name="time">The clock.</param>
    public static async Task RunAsync(IMachineHost machines, TimeProvider time)
    {
        var nothing = new Batch([]);
        foreach (var address in new[] { Address.Call(nameof(Rehearsal)), Address.Site(nameof(Rehearsal)), Address.Subscriber(default) })
        {
            await machines.Handle(address, nothing).ConfigureAwait(false);
        }

        Play(time);
    }

    /// <summary>A call, an emergency, a private call and a denial; tells the records that they left.</summary>
    internal static IReadOnlyList<Records.CallRecord> Play(TimeProvider time)
    {
        var view = new FixedPlan(new PlanIndex(PlanReader.Read(Plan).Plan!, 0));
        var reports = new List<CallReport>();
        var room = new MachineRoom(
            new RulesContext(view, time, new IdSource(nameof(Rehearsal), 0), new CallTimers()),
            said =>
            {
                if (said is ToJournal.Call call)
                {
                    reports.Add(call.Report);
                }
            });
        var scribe = new CallScribe(view, nameof(Rehearsal));
        room.Say(Address.Site("one"), new ToSite.RepeaterUp(new RepeaterId(1), RepeaterShape.Duplex));
        room.Say(Address.Site("two"), new ToSite.RepeaterUp(new RepeaterId(2), RepeaterShape.Duplex));
        Speak(room, time, new IngressId(1), source: 1, target: 1, AddressKind.Group, default);
        Speak(room, time, new IngressId(2), source: 2, target: 1, AddressKind.Group, new ServiceOptions(EmergencyBit));
        Speak(room, time, new IngressId(3), source: 1, target: 2, AddressKind.Unit, default);
        Speak(room, time, new IngressId(4), source: 3, target: 1, AddressKind.Group, default);
        return [.. reports.Select(scribe.Write)];
    }

    /// <summary>A radio keys up and lets go.</summary>
    private static void Speak(MachineRoom room, TimeProvider time, IngressId ingress, uint source, uint target, AddressKind kind, ServiceOptions options)
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
        }
    }

    private sealed record FixedPlan(PlanIndex Current) : IPlanView;
}
