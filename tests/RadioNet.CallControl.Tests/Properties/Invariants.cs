using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tests.World;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.Properties;

/// <summary>What must hold whatever happens. Each gives the sentence that it was broken with, or null.</summary>
internal static class Invariants
{
    /// <summary>What holds after every step.</summary>
    public static string? Always(RulesWorld world, Watch watch) =>
        watch.Fault ?? NeverTwoTalkersInACall(world) ?? AStreamToATimeslotIsWhole(world) ?? RecordsEndOnce(world)
        ?? ALinkIsNeverOverfull(watch);

    /// <summary>What holds when all letters have come.</summary>
    public static string? WhenQuiet(RulesWorld world, Watch watch) =>
        Always(world, watch) ?? NobodyTalksAgainstThePlan(world) ?? EmergencyWaitsForNobodyButEmergency(world)
        ?? EveryRouteIsObeyed(world) ?? NothingIsSentOutOfService(world) ?? NoMoreIsSentOverALinkThanItCarries(world, watch) ?? EveryDenialSaysWhy(world)
        ?? AFreeTimeslotServesWhoWaits(world, watch)
        ?? EveryPressIsAnswered(world);

    /// <summary>What holds when every radio is silent, every repeater gone and every time has passed.</summary>
    public static string? AtTheEnd(RulesWorld world, Watch watch) =>
        WhenQuiet(world, watch) ?? EveryGrantEnds(world) ?? EveryMachineIsIdle(world);

    public static string CallKeyOf(Press press) =>
        press.Stream.TargetKind == AddressKind.Unit ? CallKey.Of(press.Stream.Source, new RadioId(press.Stream.Target))
        : press.Stream.Target == TalkgroupId.Largest ? CallKey.All
        : CallKey.Of(new TalkgroupId(press.Stream.Target));

    private static string? NeverTwoTalkersInACall(RulesWorld world)
    {
        var two = world.Presses.Where(p => p.IsPassing && !p.Stream.Data).GroupBy(CallKeyOf).FirstOrDefault(g => g.Count() > 1);
        return two is null ? null : $"never two talkers in a call: {two.Key} has {string.Join(" and ", two)}";
    }

    private static string? AStreamToATimeslotIsWhole(RulesWorld world)
    {
        Dictionary<RepeaterSlot, IngressId> open = [];
        foreach (var (at, stream, start) in world.Router.Log)
        {
            if (start ? !open.TryAdd(at, stream) : !open.Remove(at, out var was) || was != stream)
            {
                return $"a stream to a timeslot is whole: stream {stream.Value} {(start ? "starts" : "stops")} out of turn at {at}";
            }
        }

        return null;
    }

    private static string? RecordsEndOnce(RulesWorld world) =>
        world.Journal.Faults.Count == 0 ? null : $"every record is ended exactly once: {world.Journal.Faults[0]}";

    private static string? NobodyTalksAgainstThePlan(RulesWorld world)
    {
        var who = world.Presses.FirstOrDefault(p => p.IsPassing && !p.CanWait && !Admission.Check(p.Stream, world.Plans.Current).Admitted);
        return who is null ? null : $"never a stunned, unknown or not-allowed radio: {who} still talks";
    }

    private static string? EmergencyWaitsForNobodyButEmergency(RulesWorld world)
    {
        foreach (var press in world.Presses.Where(p => !p.IsOver && !p.IsPassing && !p.WasStopped && !world.IsDead(CallKeyOf(p)) && IsEmergency(world, p)))
        {
            var talker = world.Presses.FirstOrDefault(p => p.IsPassing && !p.Stream.Data && CallKeyOf(p) == CallKeyOf(press));
            var denials = world.Journal.DenialsOf(press).ToArray();
            if (!denials.Any(d => d.Why is Reason.Clone or Reason.NotFound) && (talker is null || !MayBeEmergency(world, talker)))
            {
                return $"emergency waits for nobody but emergency: {press} waits for {talker?.ToString() ?? "nobody"} ({string.Join(", ", denials.Select(d => d.Why))}, revision {press.Revision} of {world.Plans.Current.Revision})";
            }
        }

        return null;
    }

    /// <summary>Whether every plan since its first burst makes it an emergency.</summary>
    private static bool IsEmergency(RulesWorld world, Press press) =>
        press.Stream.Options.Emergency && !press.Stream.Data && world.Plans.Since(press.Revision).All(plan => IsEmergency(press, plan));

    /// <summary>Whether one of them does: which one held when it was admitted, the order of letters decides.</summary>
    private static bool MayBeEmergency(RulesWorld world, Press press) =>
        press.Stream.Options.Emergency && !press.Stream.Data && world.Plans.Since(press.Revision).Any(plan => IsEmergency(press, plan));

    private static bool IsEmergency(Press press, Plan.PlanIndex plan) => press.CanWait
        ? plan.TryTalkgroup(new TalkgroupId(press.Stream.Target), out _)
        : Admission.Check(press.Stream, plan).Request is { Emergency: true };

    /// <summary>What comes in over a link can't be refused; it leaves less for what goes out. A call counts once in both directions.</summary>
    private static string? ALinkIsNeverOverfull(Watch watch)
    {
        string[] goingOut = [.. OnLink(watch)];
        return watch.Link.Surplus(goingOut) == 0 ? null
            : $"a link carries no more calls than it can: {string.Join(", ", goingOut)} go out and {string.Join(", ", watch.Link.ComingIn)} come in, of {watch.Link.Capacity}";
    }

    private static IEnumerable<string> OnLink(Watch watch) =>
        watch.Slots.Where(s => s.Value.Granted.Any(l => l.Repeater == LinkWatch.Repeater)).Select(s => s.Key.Key);

    /// <summary>What is really sent over the link, when every letter has come.</summary>
    private static string? NoMoreIsSentOverALinkThanItCarries(RulesWorld world, Watch watch)
    {
        var sent = world.Presses.Where(p => p.IsPassing && !world.IsDead(CallKeyOf(p)) && world.Router.OnLink(LinkWatch.Repeater.Value, p)).Select(KeyOf).ToArray();
        return world.IsDead(LinkWatch.Site) || watch.Link.Surplus(sent) == 0 ? null
            : $"no more is sent over a link than it carries: {string.Join(", ", sent)} beside {string.Join(", ", watch.Link.ComingIn)}, of {watch.Link.Capacity}";
    }

    private static string KeyOf(Press press) => press.Stream.Data ? CallKey.OfData(press.Ingress) : CallKeyOf(press);

    private static string? EveryRouteIsObeyed(RulesWorld world)
    {
        foreach (var press in world.Presses.Where(p => p.IsPassing && !world.IsDead(CallKeyOf(p))))
        {
            foreach (var lease in world.Router.RouteOf(press.Ingress))
            {
                if (lease.Lease == 0 ? !world.Router.OnLink(lease.Repeater.Value, press) : world.Router.At(lease.Repeater.Value, lease.Slot) != press)
                {
                    return $"a stream is sent where its call has the timeslot: {press} is not sent to {lease}";
                }
            }
        }

        return null;
    }

    private static string? NothingIsSentOutOfService(RulesWorld world)
    {
        var plan = world.Plans.Current;
        var wrong = world.Router.Sent.FirstOrDefault(s => plan.TryPort(s.At.Repeater, out var port) && !port.InService
            && !world.IsDead(KeyOf(s.Stream)) && !world.IsDead(Address.Site(port.Site.Id)));
        return wrong.Stream is null ? null : $"nothing is sent where the plan says that there is no service: {wrong.Stream} is sent to {wrong.At}";
    }

    private static string? AFreeTimeslotServesWhoWaits(RulesWorld world, Watch watch)
    {
        foreach (var ((_, key), slots) in watch.Slots.Where(s => watch.Claims.Contains(s.Key)))
        {
            if (!world.Presses.Any(p => p.IsPassing && !p.Stream.Data && CallKeyOf(p) == key))
            {
                continue;
            }

            foreach (var wait in slots.Waiting.Where(w => w.Why == Reason.SlotBusy))
            {
                if (wait.Repeater == LinkWatch.Repeater)
                {
                    if (watch.Link.HasRoom(OnLink(watch)) || watch.Link.ComingIn.Contains(key))
                    {
                        return $"a free timeslot serves who waits: {key} waits for the link";
                    }

                    continue;
                }

                var uplink = world.Presses.Any(p => !p.IsOver && !p.CanWait && p.Stream.Repeater == wait.Repeater && p.Stream.Slot == wait.Slot);
                var other = watch.Slots.Any(s => s.Key.Key != key && s.Value.Granted.Any(l => l.Repeater == wait.Repeater && l.Slot == wait.Slot));
                if (!uplink && !other)
                {
                    return $"a free timeslot serves who waits: {key} waits for {wait}";
                }
            }
        }

        return null;
    }

    private static string? EveryDenialSaysWhy(RulesWorld world)
    {
        var mute = world.Journal.Denied.FirstOrDefault(r => r.Why == Reason.None || r.Decisions.IsEmpty || r.Spurts.Length != 1);
        if (mute is not null)
        {
            return $"every denied request has a reason in the journal: {mute.Id} has none";
        }

        var lost = world.Presses.FirstOrDefault(p => p.WasRefused && !world.Journal.DenialsOf(p).Any());
        return lost is null || world.Ingress.DenialsUnrecorded > 0 ? null : $"every denied request has a reason in the journal: {lost} is not there";
    }

    private static string? EveryPressIsAnswered(RulesWorld world)
    {
        var forgotten = world.Presses.FirstOrDefault(p => !p.WasGranted && !p.WasRefused && !p.IsOver && p.Position == 0 && !world.IsDead(CallKeyOf(p)));
        return forgotten is null ? null : $"every request is answered: {forgotten} was not";
    }

    private static string? EveryGrantEnds(RulesWorld world) =>
        world.Presses.FirstOrDefault(p => p.IsPassing) is { } talker ? $"every grant ends: {talker} still talks"
        : world.Journal.Running.FirstOrDefault() is { } running ? $"every grant ends: the record {running.Id} of {running.Key} still runs"
        : world.Journal.Ended.FirstOrDefault(r => r.Spurts.IsEmpty) is { } empty ? $"every call has a talker: {empty.Id} has none"
        : world.Journal.Denied.FirstOrDefault(r => r.Ended is null) is { } denied ? $"every denial ends: {denied.Id} of {denied.Source} ({denied.Why}) does not"
        : world.Router.Sent.Any() ? "every grant ends: a timeslot is still sent to"
        : null;

    private static string? EveryMachineIsIdle(RulesWorld world)
    {
        var busy = world.Machines.FirstOrDefault(m => !m.Value.IsIdle);
        return busy.Value is null ? null : $"every machine becomes idle: {busy.Key} does not";
    }
}
