using RadioNet.CallControl.Channels;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Calls;

/// <summary>What the plan lays down for a call: priority, hang time, time limit, and the sites that it goes to.</summary>
/// <param name="Priority">Between calls at a timeslot, 0 to 10.</param>
/// <param name="HangTime">Zero for a one-way call.</param>
/// <param name="TimeLimit">The longest spurt.</param>
/// <param name="PlanLine">The line of the plan that says so; 0 when none does.</param>
public sealed record CallTerms(int Priority, TimeSpan HangTime, TimeSpan TimeLimit, int PlanLine)
{
    /// <summary>The terms of the call that a request makes; null when the plan has its talkgroup no more.</summary>
    public static CallTerms? For(FloorRequest request, RulesContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var timers = context.Timers;
        if (request.Type == CallType.All)
        {
            return new(request.Priority, TimeSpan.Zero, timers.PrivateTimeLimit, 0);
        }

        if (request.Stream.TargetKind == AddressKind.Unit)
        {
            return new(request.Priority, timers.PrivateHangTime, timers.PrivateTimeLimit, 0);
        }

        return context.Plan.Current.TryTalkgroup(new TalkgroupId(request.Stream.Target), out var talkgroup)
            ? new(
                talkgroup.Priority,
                request.Type == CallType.Broadcast ? TimeSpan.Zero : talkgroup.HangTime,
                talkgroup.TimeLimit,
                talkgroup.Line)
            : null;
    }

    /// <summary>What a call asks of each site: the claims without their rank.</summary>
    /// <param name="request">The talker's request.</param>
    /// <param name="context">Plan and clock.</param>
    /// <param name="isAffiliated">Whether a radio of the talkgroup was heard at a site lately.</param>
    internal static IEnumerable<WantedSite> SitesFor(FloorRequest request, RulesContext context, Func<string, bool> isAffiliated)
    {
        var plan = context.Plan.Current;
        if (request.Stream.TargetKind == AddressKind.Unit)
        {
            return UnitSites(request);
        }

        if (request.Stream.Target == TalkgroupId.Largest)
        {
            return plan.SitesUnder(plan.Plan.Places[0].Id).Select(site => new WantedSite(site.Id, null, request.Stream.Slot, null));
        }

        var id = new TalkgroupId(request.Stream.Target);
        return plan.TryTalkgroup(id, out var talkgroup)
            ? plan.SitesOf(talkgroup)
                .Where(site => talkgroup.Sites.Kind != SiteSelectionKind.Affiliated || site.Id == request.Site || isAffiliated(site.Id))
                .Select(site => new WantedSite(site.Id, id, talkgroup.Slot, null))
            : [];
    }

    /// <summary>The called radio's timeslot, and the caller's own for the answer.</summary>
    private static IEnumerable<WantedSite> UnitSites(FloorRequest request)
    {
        if (request.Callee is not { } callee)
        {
            yield break;
        }

        yield return new WantedSite(callee.Site, null, callee.At.Slot, callee.At);
        if (callee.Site != request.Site && request.Type == CallType.Private)
        {
            yield return new WantedSite(request.Site, null, request.At.Slot, request.At);
        }
    }
}
