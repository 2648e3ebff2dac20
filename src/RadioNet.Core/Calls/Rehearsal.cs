using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.Core.Calls;

/// <summary>
/// A call before the first call: what decides calls is run once before the node says that it is ready, on a plan and with
/// machines of its own. Code that runs for the first time is compiled then, which takes longer than the three bursts that may
/// wait for a decision; without the rehearsal a node's first call would lose its beginning.
/// </summary>
internal static class Rehearsal
{
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

    /// <summary>One short call; tells the records that it left.</summary>
    internal static IReadOnlyList<Records.CallRecord> Play(TimeProvider time)
    {
        var view = new FixedPlan(new PlanIndex(PlanReader.Read(Plan).Plan!, 0));
        var stage = new Stage(new RulesContext(view, time, new IdSource(nameof(Rehearsal), 0), new CallTimers()));
        var scribe = new CallScribe(view, nameof(Rehearsal));
        stage.Say(Address.Site("one"), new ToSite.RepeaterUp(new RepeaterId(1), RepeaterShape.Duplex));
        stage.Say(Address.Site("two"), new ToSite.RepeaterUp(new RepeaterId(2), RepeaterShape.Duplex));
        var ingress = new IngressId(1);
        stage.Say(Address.Ingress, new ToIngress.Started(new HeardStream
        {
            Ingress = ingress,
            Repeater = new RepeaterId(1),
            Slot = Timeslot.One,
            TargetKind = AddressKind.Group,
            Source = new RadioId(1),
            Target = 1,
            HeardAt = time.GetUtcNow(),
        }));
        stage.Say(Address.Ingress, new ToIngress.Over(ingress, Reason.Ended, time.GetUtcNow(), StreamFigures.None));
        return [.. stage.Reports.Select(scribe.Write)];
    }

    private sealed record FixedPlan(PlanIndex Current) : IPlanView;

    /// <summary>The machines of the rehearsal; letters are delivered in the order in which they were sent.</summary>
    private sealed class Stage(RulesContext context)
    {
        private readonly Dictionary<Address, IMachine> _machines = [];

        public List<CallReport> Reports { get; } = [];

        public void Say(Address to, Message message)
        {
            var letters = new Queue<Letter>([new Letter(to, message)]);
            var outbox = new Outbox();
            while (letters.TryDequeue(out var letter))
            {
                if (letter.Message is ToJournal.Call record)
                {
                    Reports.Add(record.Report);
                }

                if (Machine(letter.To) is { } machine)
                {
                    machine.Handle(letter.Message, outbox);
                    machine.Settle(outbox);
                }

                foreach (var answer in outbox.TakeAll())
                {
                    letters.Enqueue(answer);
                }
            }
        }

        private IMachine? Machine(Address address)
        {
            if (!_machines.TryGetValue(address, out var machine) && Make(address) is { } made)
            {
                _machines[address] = machine = made;
            }

            return machine;
        }

        private IMachine? Make(Address address) => address.Kind switch
        {
            MachineKind.Ingress => new IngressTable(context),
            MachineKind.Call => new CallArbiter(address.Key, context),
            MachineKind.Site => new SlotTable(address.Key, context),
            MachineKind.Subscriber => new SubscriberState(new RadioId(uint.Parse(address.Key, System.Globalization.CultureInfo.InvariantCulture)), context),
            _ => null,
        };
    }
}
