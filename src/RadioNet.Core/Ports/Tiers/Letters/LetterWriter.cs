using RadioNet.CallControl.Messages;
using Wire = RadioNet.Api;

namespace RadioNet.Core.Ports.Tiers.Letters;

/// <summary>Writes letters.</summary>
internal static class LetterWriter
{
    /// <summary>A letter as it is sent.</summary>
    /// <exception cref="ArgumentException">It never leaves its node.</exception>
    public static Wire.CallLetter Of(in Letter letter)
    {
        var said = letter.Message switch
        {
            ToCall toCall => OfCall(toCall),
            ToSite toSite => OfSite(toSite),
            PlanChanged changed => new() { PlanChanged = changed.Revision },
            ToSubscriber toSubscriber => OfSubscriber(toSubscriber),
            ToRouter toRouter => OfRouter(toRouter),
            ToIngress toIngress => OfIngress(toIngress),
            ToPorts toPorts => OfPorts(toPorts),
            _ => null,
        };
        var to = KindOf(letter.To.Kind);
        if (said is null || to == Wire.LetterTo.Unspecified)
        {
            throw new ArgumentException($"{letter.Message.GetType()} to {letter.To} never leaves its node.", nameof(letter));
        }

        (said.To, said.Key) = (to, letter.To.Key);
        return said;
    }

    private static Wire.LetterTo KindOf(MachineKind kind) => kind switch
    {
        MachineKind.Call => Wire.LetterTo.Call,
        MachineKind.Site => Wire.LetterTo.Site,
        MachineKind.Subscriber => Wire.LetterTo.Subscriber,
        MachineKind.Router => Wire.LetterTo.Router,
        MachineKind.Ingress => Wire.LetterTo.Ingress,
        MachineKind.Ports => Wire.LetterTo.Ports,
        _ => Wire.LetterTo.Unspecified,
    };

    private static Wire.CallLetter? OfCall(ToCall message) => message switch
    {
        ToCall.Request request => new() { Request = request.Floor.ToWire() },
        ToCall.OptionsKnown known => new() { OptionsKnown = new() { Stream = known.Ingress.ToWire(), Options = known.Options.Octet } },
        ToCall.StillThere there => new() { StillThere = there.Ingress.ToWire() },
        ToCall.Over over => new()
        {
            Over = new()
            {
                Stream = over.Ingress.ToWire(),
                Reason = over.Why.ToWire(),
                LastHeard = over.LastHeard.ToWire(),
                Counts = over.Figures.ToWire(),
            },
        },
        ToCall.Withdrawn withdrawn => new()
        {
            Withdrawn = new() { Stream = withdrawn.Ingress.ToWire(), Reason = withdrawn.Why.ToWire(), Undecided = withdrawn.Undecided?.ToWire() },
        },
        ToCall.Carried carried => new()
        {
            Carried = new() { Question = carried.Question, Spurts = { carried.Spurts.Select(ValueWriter.ToWire) }, Awaited = (uint)carried.Awaited },
        },
        ToCall.Slots slots => new()
        {
            Slots = new() { Site = slots.Site, Granted = { slots.Granted.Select(ValueWriter.ToWire) }, Waiting = { slots.Waiting.Select(ValueWriter.ToWire) } },
        },
        ToCall.SiteForgot forgot => new() { SiteForgot = forgot.Site },
        ToCall.Affiliated affiliated => new() { Affiliated = affiliated.Site },
        ToCall.Listens listens => new() { Listens = new() { Node = listens.Node, Wants = listens.Wants } },
        ToCall.Offer offer => new()
        {
            Offer = new()
            {
                Node = offer.Node,
                Talks = offer.Talks,
                Emergency = offer.Emergency,
                ForMicroseconds = (long)offer.For.TotalMicroseconds,
                Refuses = offer.Refuses,
            },
        },
        ToCall.Yield yield => new() { Yield = new() { Node = yield.Node, Talks = yield.Talks, Emergency = yield.Emergency, Cut = yield.Cut.ToWire() } },
        ToCall.Joined joined => new() { Joined = new() { Node = joined.Node, Spurts = { joined.Spurts.Select(ValueWriter.ToWire) }, Sites = { joined.Sites.Take(LetterLimits.MostLines) }, Listeners = { joined.Listeners.Take(LetterLimits.MostLines) } } },
        ToCall.Wanted wanted => new() { Wanted = new() { Node = wanted.Node, AtOnce = wanted.AtOnce } },
        ToCall.Kept kept => new() { Kept = new() { Node = kept.Node } },
        _ => null,
    };

    private static Wire.CallLetter? OfSite(ToSite message) => message switch
    {
        ToSite.RepeaterUp up => new() { RepeaterUp = up.Shape.ToWire(up.Repeater) },
        ToSite.RepeaterDown down => new() { RepeaterDown = down.Repeater.Value },
        ToSite.UplinkStarted started => new()
        {
            UplinkStarted = new() { At = started.At.ToWire(), Stream = started.Ingress.ToWire(), CallKey = started.CallKey ?? "" },
        },
        ToSite.UplinkEnded ended => new() { UplinkEnded = new() { At = ended.At.ToWire(), Stream = ended.Ingress.ToWire() } },
        ToSite.Claim claim => new() { Claim = claim.ToWire() },
        ToSite.Hold hold => new() { Hold = hold.CallKey },
        ToSite.Release release => new() { Release = release.CallKey },
        _ => null,
    };

    private static Wire.CallLetter? OfSubscriber(ToSubscriber message) => message switch
    {
        ToSubscriber.Transmits transmits => new() { Transmits = new() { Request = transmits.Request.ToWire(), CallKey = transmits.CallKey } },
        ToSubscriber.Silent silent => new() { Silent = silent.Ingress.ToWire() },
        ToSubscriber.Locate locate => new() { Locate = new() { Request = locate.Request.ToWire(), CallKey = locate.CallKey } },
        _ => null,
    };

    private static Wire.CallLetter? OfRouter(ToRouter message) => message switch
    {
        ToRouter.Grant grant => new()
        {
            Grant = new()
            {
                Stream = grant.Ingress.ToWire(),
                OutgoingStream = grant.OutgoingStream,
                Route = { grant.Route.Select(ValueWriter.ToWire) },
                Call = grant.Of?.Call.ToWire(),
                Spurt = grant.Of?.Spurt.ToWire(),
                Links = { grant.Links },
            },
        },
        ToRouter.Reroute reroute => new()
        {
            Reroute = new() { Stream = reroute.Ingress.ToWire(), Route = { reroute.Route.Select(ValueWriter.ToWire) }, Links = { reroute.Links } },
        },
        ToRouter.Relay relay => new()
        {
            Relay = new() { Call = relay.Call.ToWire(), Spurt = relay.Spurt.ToWire(), OutgoingStream = relay.OutgoingStream, Branch = relay.Branch?.ToWire() },
        },
        ToRouter.Refuse refuse => new() { Refuse = new() { Stream = refuse.Ingress.ToWire(), Reason = refuse.Why.ToWire(), Holder = refuse.Holder?.ToWire() } },
        ToRouter.Queued queued => new() { Queued = new() { Stream = queued.Ingress.ToWire(), Position = queued.Position, Holder = queued.Holder?.ToWire() } },
        ToRouter.Stop stop => new() { Stop = new() { Stream = stop.Ingress.ToWire(), Reason = stop.Why.ToWire(), Holder = stop.Holder?.ToWire() } },
        _ => null,
    };

    private static Wire.CallLetter? OfIngress(ToIngress message) => message switch
    {
        ToIngress.WhatOf asked => new() { WhatOf = new() { CallKey = asked.CallKey, Question = asked.Question, Asker = asked.Asker?.ToWire() } },
        ToIngress.Granted granted => new() { Granted = new() { Stream = granted.Ingress.ToWire(), Spurt = granted.Spurt.ToWire() } },
        ToIngress.Cut cut => new() { Cut = cut.Ingress.ToWire() },
        ToIngress.Denied denied => new()
        {
            Denied = new() { Stream = denied.Ingress.ToWire(), Note = denied.Report.ToWire(), IsFinal = denied.IsFinal },
        },
        _ => null,
    };

    private static Wire.CallLetter? OfPorts(ToPorts message) => message switch
    {
        ToPorts.SiteWanted wanted => new() { SiteWanted = wanted.Site },
        ToPorts.SiteAnswer answer => new() { SiteAnswer = Of(answer) },
        _ => null,
    };

    private static Wire.LetterSiteAnswer Of(ToPorts.SiteAnswer answer)
    {
        var said = new Wire.LetterSiteAnswer { Site = answer.Site, Clock = answer.Clock };
        if (answer.User is { } user)
        {
            said.User = user;
        }

        return said;
    }
}
