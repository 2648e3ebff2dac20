using Microsoft.Extensions.Time.Testing;
using RadioNet.Api;
using RadioNet.BaseStation.Fallback;
using RadioNet.BaseStation.Link;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.CallControl.Registration;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.BaseStation.Tests.Fallback;

/// <summary>A base station with two duplex carriers (and a simplex one that is down), and radios around it.</summary>
internal sealed class StationWorld : IStationCallsUser
{
    public const uint Ordinary = 10;
    public const uint Equal = 20;
    public const uint High = 30;
    public const uint OnSlotTwo = 40;

    private const string Yaml = """
        network: test
        tiers: [{ level: 1, name: Province }]
        places: [{ id: province, tier: 1 }]
        nodes: [{ id: core, at: province }]
        sites:
          - id: hill
            at: province
            base-stations:
              - id: bs1
                carriers:
                  - { id: c1, receive: 416.0125 MHz, transmit: 421.0125 MHz }
                  - { id: c2, receive: 416.0250 MHz, transmit: 421.0250 MHz }
                  - { id: c3, receive: 440 MHz, transmit: 440 MHz }
        talkgroups:
          - { id: 10, name: Mười, home: province, hang-time: 3s, time-limit: 60s }
          - { id: 20, home: province, hang-time: 3s }
          - { id: 30, home: province, priority: 8, hang-time: 3s }
          - { id: 40, home: province, slot: 2 }
        subscribers:
          - { id: 101, alias: Một, talkgroups: [10, 20, 30, 40] }
          - { id: 102, talkgroups: [10, 20, 30, 40] }
          - { id: 103, talkgroups: [10, 20, 30, 40] }
          - { id: 104, talkgroups: [10, 20, 30, 40], priority: 9, pre-empt: true }
          - { id: 105, talkgroups: [10], stunned: true }
        """;

    public StationWorld(bool hasPlan = true, int start = 1)
    {
        Calls = new StationCalls("hill", "bs1", start, hasPlan ? PlanOf() : null, Time, Routes, this);
        foreach (var carrier in new[] { "c1", "c2" })
        {
            Up(carrier);
        }
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public LocalRoutes Routes { get; } = new();

    public StationCalls Calls { get; }

    public Dictionary<string, PlayedCarrier> Carriers { get; } = [];

    public Dictionary<string, LocalPort> Ports { get; } = [];

    public List<HeardSpurt> Asked { get; } = [];

    public List<(IngressId Spurt, Reason Why)> Refused { get; } = [];

    public List<(IngressId Spurt, FloorOutcome Outcome, Reason Why)> Decisions { get; } = [];

    /// <summary>Spurts that had the floor by the station's own rules.</summary>
    public HashSet<IngressId> LocallyGranted { get; } = [];

    public List<LocalRecord> Records { get; } = [];

    public static PlanIndex PlanOf(int revision = 1, Func<string, string>? change = null)
    {
        var held = PlanStore.Read(revision, change is null ? Yaml : change(Yaml), out var errors);
        Assert.Empty(errors);
        return new PlanIndex(held!.Plan, revision);
    }

    public void Up(string carrier)
    {
        Carriers.TryAdd(carrier, new PlayedCarrier());
        Ports[carrier] = Routes.Open(carrier, Carriers[carrier]);
        Calls.CarrierUp(carrier);
    }

    public void Down(string carrier)
    {
        Calls.CarrierDown(carrier);
        Routes.Close(carrier);
        Ports.Remove(carrier);
    }

    /// <summary>A radio keys up.</summary>
    public Talk Key(uint radio, string carrier, uint target, Timeslot slot = Timeslot.One, bool emergency = false, bool unit = false, bool data = false)
    {
        var spurt = new HeardSpurt
        {
            Ingress = Routes.NextSpurt(),
            At = new LocalSlot(carrier, slot),
            Source = new RadioId(radio),
            TargetKind = unit ? AddressKind.Unit : AddressKind.Group,
            Target = target,
            IsData = data,
            Options = new ServiceOptions(emergency ? (byte)0x80 : (byte)0),
            HeardAt = Time.GetUtcNow(),
        };
        var talk = new Talk(spurt, Ports[carrier].Source(slot));
        Calls.Start(spurt);
        return talk;
    }

    /// <summary>A radio lets go, or is lost.</summary>
    public void Release(Talk talk, Reason why = Reason.Ended)
    {
        talk.Stop(why == Reason.Ended);
        Calls.End(talk.Ingress, new SpurtOver(why, Time.GetUtcNow(), new StreamFigures(10, 1, 0, 141, 10, -80)));
        Drain();
    }

    /// <summary>Time passes; of the talks given, the carriers say each second that they run.</summary>
    public void Pass(double seconds, params IEnumerable<Talk> talks)
    {
        for (var left = TimeSpan.FromSeconds(seconds); left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(1))
        {
            Time.Advance(left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1));
            foreach (var talk in talks)
            {
                Calls.StillThere(talk.Ingress);
            }

            Calls.Tick();
        }

        Drain();
    }

    public void Node(Talk talk, SpurtOutcome outcome, Reason why = Reason.None) => Calls.Decide(new SpurtDecision
    {
        Carrier = talk.Spurt.At.Carrier,
        Slot = (uint)talk.Spurt.At.Slot,
        Source = talk.Spurt.Source.Value,
        Target = talk.Spurt.Target,
        Outcome = outcome,
        Reason = Reasons.Word(why),
    });

    /// <summary>What was decided last about a talk.</summary>
    public (FloorOutcome Outcome, Reason Why) Of(Talk talk) =>
        Decisions.LastOrDefault(d => d.Spurt == talk.Ingress) is { Spurt.Value: > 0 } last ? (last.Outcome, last.Why) : default;

    public LocalSlot[] HeardAt(Talk talk) => [.. Routes.HeardAt(talk.Ingress).OrderBy(s => s.Carrier).ThenBy(s => s.Slot)];

    public void AskNode(HeardSpurt spurt) => Asked.Add(spurt);

    public void TellRefused(HeardSpurt spurt, Reason why) => Refused.Add((spurt.Ingress, why));

    public void Decided(HeardSpurt spurt, FloorOutcome outcome, Reason why, int position)
    {
        Decisions.Add((spurt.Ingress, outcome, why));
        if (Calls.Of(spurt.Ingress) == SpurtStanding.LocalGranted)
        {
            LocallyGranted.Add(spurt.Ingress);
        }
    }

    public void Drain() => Records.AddRange(Calls.Drain());
}
