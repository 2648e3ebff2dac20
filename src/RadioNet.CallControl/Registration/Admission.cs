using RadioNet.CallControl.Calls;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Registration;

/// <summary>What the plan alone says of a stream: who may call whom from where.</summary>
/// <param name="Why">None when admitted, else why not.</param>
/// <param name="CallKey">The call's arbiter, when admitted.</param>
/// <param name="Request">The request for the floor, when admitted.</param>
/// <param name="Site">The site that it was heard at; empty for a repeater that the plan has not.</param>
/// <param name="PlanLine">The line of the plan that decided; 0 when none did.</param>
public sealed record Admission(Reason Why, string? CallKey, FloorRequest? Request, string Site, int PlanLine)
{
    /// <summary>Whether the stream may ask for the floor.</summary>
    public bool Admitted => Why == Reason.None;

    /// <summary>The site whose timeslots it uses: <see cref="Site"/>, but empty for a console and an M17 link.</summary>
    public string SlotSite => ConsoleSites.TryNode(Site, out _) ? "" : Site;

    /// <summary>Checks a stream against a plan.</summary>
    public static Admission Check(HeardStream stream, PlanIndex plan)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(plan);
        if (!plan.TryPort(stream.Repeater, out var port))
        {
            return Denied(Reason.NotAtSite, "", 0);
        }

        if (port.Consoles is not null)
        {
            return CheckConsole(stream, plan, port.Site);
        }

        if (port.M17Link is { } link)
        {
            return CheckM17(stream, plan, port.Site, link);
        }

        var site = port.Site;
        if (!port.InService)
        {
            return Denied(Reason.OutOfService, site.Id, port.BaseStation!.Line);
        }

        if (!plan.TrySubscriber(stream.Source, out var subscriber))
        {
            return Denied(Reason.UnknownRadio, site.Id, 0);
        }

        if (subscriber.Stunned)
        {
            return Denied(Reason.Stunned, site.Id, subscriber.Line);
        }

        if (!port.Admits(stream.Source))
        {
            return Denied(Reason.NotAllowed, site.Id, port.BaseStation!.Line);
        }

        return stream.TargetKind == AddressKind.Unit ? CheckUnit(stream, plan, subscriber, site)
            : stream.Target == TalkgroupId.Largest ? CheckAll(stream, subscriber, site)
            : CheckGroup(stream, plan, subscriber, site);
    }

    private static Admission CheckGroup(HeardStream stream, PlanIndex plan, Subscriber subscriber, Site site)
    {
        var id = new TalkgroupId(stream.Target);
        if (!plan.TryTalkgroup(id, out var talkgroup))
        {
            return Denied(Reason.UnknownTalkgroup, site.Id, 0);
        }

        if (!PlanIndex.IsMember(subscriber, id))
        {
            return Denied(Reason.NotMember, site.Id, subscriber.Line);
        }

        if (!stream.ManyCalls && !stream.Simplex && stream.Slot != talkgroup.Slot)
        {
            return Denied(Reason.WrongSlot, site.Id, talkgroup.Line);
        }

        if (!plan.SitesOf(talkgroup).Any(s => s.Id == site.Id))
        {
            return Denied(Reason.NotAtSite, site.Id, talkgroup.Line);
        }

        var type = stream.Data ? CallType.Data
            : talkgroup.Broadcast || stream.Options.Broadcast ? CallType.Broadcast
            : CallType.Group;
        return Grantable(stream, subscriber, site, type, talkgroup.Emergency, CallKeyOf(stream, Calls.CallKey.Of(id)), talkgroup.Line);
    }

    /// <summary>Who talks at a console is a user of the plan, by role and place; to a talkgroup, and it can be told to wait.</summary>
    private static Admission CheckConsole(HeardStream stream, PlanIndex plan, Site site)
    {
        if (!plan.TryUser(stream.Source, out var user))
        {
            return Denied(Reason.UnknownRadio, site.Id, 0);
        }

        if (stream.Data || stream.TargetKind != AddressKind.Group)
        {
            return Denied(Reason.NotAllowed, site.Id, user.Line);
        }

        var id = new TalkgroupId(stream.Target);
        if (!plan.TryTalkgroup(id, out var talkgroup))
        {
            return Denied(Reason.UnknownTalkgroup, site.Id, 0);
        }

        if (!plan.MayTalk(user, talkgroup))
        {
            return Denied(Reason.NotAllowed, site.Id, user.Line);
        }

        var request = new FloorRequest
        {
            Stream = stream,
            Site = site.Id,
            Type = talkgroup.Broadcast || stream.Options.Broadcast ? CallType.Broadcast : CallType.Group,
            Priority = user.Priority,
            PreEmpt = user.PreEmpt && stream.TakesOver,
            Alarm = stream.Options.Emergency,
            Emergency = stream.Options.Emergency && talkgroup.Emergency,
            CanWait = true,
        };
        return new(Reason.None, Calls.CallKey.Of(id), request, site.Id, talkgroup.Line);
    }

    /// <summary>
    /// Who talks at an M17 link talks on its talkgroup with the link's priority: a callsign says who somebody is, and proves nothing, so it gives no right.
    /// </summary>
    private static Admission CheckM17(HeardStream stream, PlanIndex plan, Site site, M17LinkPlan link)
    {
        if (!link.Enabled)
        {
            return Denied(Reason.OutOfService, site.Id, link.Line);
        }

        if (stream.Source != link.Radio && (!plan.TrySubscriber(stream.Source, out var subscriber) || subscriber.Callsign is null || subscriber.Callsign != stream.Callsign))
        {
            return Denied(Reason.UnknownRadio, site.Id, link.Line);
        }

        if (plan.TrySubscriber(stream.Source, out var known) && known.Stunned)
        {
            return Denied(Reason.Stunned, site.Id, known.Line);
        }

        var id = new TalkgroupId(stream.Target);
        if (stream.Data || stream.TargetKind != AddressKind.Group || id != link.Talkgroup)
        {
            return Denied(Reason.NotAllowed, site.Id, link.Line);
        }

        if (!plan.TryTalkgroup(id, out var talkgroup))
        {
            return Denied(Reason.UnknownTalkgroup, site.Id, 0);
        }

        var request = new FloorRequest
        {
            Stream = stream,
            Site = site.Id,
            Type = talkgroup.Broadcast || stream.Options.Broadcast ? CallType.Broadcast : CallType.Group,
            Priority = link.Priority,
        };
        return new(Reason.None, Calls.CallKey.Of(id), request, site.Id, talkgroup.Line);
    }

    private static Admission CheckAll(HeardStream stream, Subscriber subscriber, Site site) =>
        subscriber.AllCall
            ? Grantable(stream, subscriber, site, stream.Data ? CallType.Data : CallType.All, true, CallKeyOf(stream, Calls.CallKey.All), subscriber.Line)
            : Denied(Reason.NotAllowed, site.Id, subscriber.Line);

    private static Admission CheckUnit(HeardStream stream, PlanIndex plan, Subscriber subscriber, Site site)
    {
        if (!stream.Data && !subscriber.PrivateCalls)
        {
            return Denied(Reason.NotAllowed, site.Id, subscriber.Line);
        }

        var callee = new RadioId(stream.Target);
        if (callee == stream.Source || !plan.TrySubscriber(callee, out var called))
        {
            return Denied(Reason.NotFound, site.Id, 0);
        }

        if (called.Stunned)
        {
            return Denied(Reason.Stunned, site.Id, called.Line);
        }

        var key = CallKeyOf(stream, Calls.CallKey.Of(stream.Source, callee));
        return Grantable(stream, subscriber, site, stream.Data ? CallType.Data : CallType.Private, true, key, subscriber.Line);
    }

    private static string CallKeyOf(HeardStream stream, string voice) => stream.Data ? Calls.CallKey.OfData(stream.Ingress) : voice;

    private static Admission Grantable(
        HeardStream stream, Subscriber subscriber, Site site, CallType type, bool emergencyCounts, string key, int line)
    {
        var alarm = stream.Options.Emergency && !stream.Data;
        var request = new FloorRequest
        {
            Stream = stream,
            Site = site.Id,
            Type = type,
            Priority = subscriber.Priority,
            PreEmpt = subscriber.PreEmpt,
            Alarm = alarm,
            Emergency = alarm && emergencyCounts,
        };
        return new(Reason.None, key, request, site.Id, line);
    }

    private static Admission Denied(Reason why, string site, int line) => new(why, null, null, site, line);
}
