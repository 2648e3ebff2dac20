using RadioNet.CallControl.Messages;
using RadioNet.Protocols;
using Said = RadioNet.Api.CallLetter.SaidOneofCase;
using Wire = RadioNet.Api;

namespace RadioNet.Core.Ports.Tiers.Letters;

/// <summary>Reads letters: what is said must be for the kind of machine that it is addressed to.</summary>
internal static class LetterReader
{
    public static Letter Read(Wire.CallLetter said, LetterCheck check)
    {
        var (kind, message) = said.SaidCase switch
        {
            >= Said.Request and <= Said.Listens => (MachineKind.Call, OfCall(said, check)),
            >= Said.RepeaterUp and <= Said.PlanChanged => (MachineKind.Site, OfSite(said, check)),
            >= Said.Transmits and <= Said.Locate => (MachineKind.Subscriber, OfSubscriber(said, check)),
            >= Said.Grant and <= Said.Stop => (MachineKind.Router, OfRouter(said, check)),
            >= Said.WhatOf and <= Said.Denied => (MachineKind.Ingress, OfIngress(said, check)),
            >= Said.SiteWanted and <= Said.SiteAnswer => (MachineKind.Ports, OfPorts(said, check)),
            _ => (MachineKind.None, check.Wrong<Message>("letter says nothing that is known")),
        };
        if (kind != KindOf(said.To))
        {
            check.Wrong<object>("letter.to does not hear that");
        }

        return new Letter(new Address(kind, Key(kind, said, check)), message!);
    }

    private static MachineKind KindOf(Wire.LetterTo to) => to switch
    {
        Wire.LetterTo.Call => MachineKind.Call,
        Wire.LetterTo.Site => MachineKind.Site,
        Wire.LetterTo.Subscriber => MachineKind.Subscriber,
        Wire.LetterTo.Router => MachineKind.Router,
        Wire.LetterTo.Ingress => MachineKind.Ingress,
        Wire.LetterTo.Ports => MachineKind.Ports,
        _ => MachineKind.None,
    };

    private static string Key(MachineKind kind, Wire.CallLetter said, LetterCheck check) => kind switch
    {
        MachineKind.Call => said.Key.Length == 0 && said.SaidCase == Said.SiteForgot ? "" : check.CallKey(said.Key, "letter.key"),
        MachineKind.Site => check.Id(said.Key, "letter.key"),
        MachineKind.Subscriber => uint.TryParse(said.Key, out var radio) && check.Radio(radio, "letter.key").ToString() == said.Key
            ? said.Key
            : check.Wrong<string>("letter.key is no radio's") ?? "",
        _ => said.Key.Length == 0 ? "" : check.Wrong<string>("letter.key is none that a node has") ?? "",
    };

    private static Message? OfCall(Wire.CallLetter said, LetterCheck check) => said.SaidCase switch
    {
        Said.Request => check.Request(said.Request, "request") is { } request ? new ToCall.Request(request) : null,
        Said.OptionsKnown => new ToCall.OptionsKnown(check.Stream(said.OptionsKnown.Stream, "stream"), check.Options(said.OptionsKnown.Options, "options")),
        Said.StillThere => new ToCall.StillThere(check.Stream(said.StillThere, "still_there")),
        Said.Over => new ToCall.Over(
            check.Stream(said.Over.Stream, "stream"),
            check.Reason(said.Over.Reason, "reason"),
            check.Time(said.Over.LastHeard, "last_heard"),
            check.Figures(said.Over.Counts, "counts")),
        Said.Withdrawn => new ToCall.Withdrawn(
            check.Stream(said.Withdrawn.Stream, "stream"),
            check.Reason(said.Withdrawn.Reason, "reason"),
            said.Withdrawn.Undecided is { } undecided ? check.Request(undecided, "undecided") : null),
        Said.Carried => new ToCall.Carried(
            check.Number(said.Carried.Question, "question"),
            check.Requests(said.Carried.Spurts, "spurts"),
            check.Within(said.Carried.Awaited, LetterLimits.MostNodes, "awaited")),
        Said.Slots => new ToCall.Slots(
            check.Id(said.Slots.Site, "site"),
            check.Leases(said.Slots.Granted, "granted"),
            check.All(said.Slots.Waiting, LetterLimits.MostSlots, "waiting", check.Wait)),
        Said.SiteForgot => new ToCall.SiteForgot(check.Id(said.SiteForgot, "site_forgot")),
        Said.Affiliated => new ToCall.Affiliated(check.Id(said.Affiliated, "affiliated")),
        Said.Listens => new ToCall.Listens(check.Id(said.Listens.Node, "node"), said.Listens.Wants),
        Said.Offer => new ToCall.Offer(
            check.Id(said.Offer.Node, "node"), said.Offer.Talks, said.Offer.Emergency, check.Spell(said.Offer.ForMicroseconds, "for"), said.Offer.Refuses),
        Said.Yield => new ToCall.Yield(check.Id(said.Yield.Node, "node"), said.Yield.Talks, said.Yield.Emergency, check.Reason(said.Yield.Cut, "cut")),
        Said.Wanted => new ToCall.Wanted(check.Id(said.Wanted.Node, "node"), said.Wanted.AtOnce),
        Said.Kept => new ToCall.Kept(check.Id(said.Kept.Node, "node")),
        _ => new ToCall.Joined(check.Id(said.Joined.Node, "node"), check.Requests(said.Joined.Spurts, "spurts"))
        {
            Sites = check.Ids(said.Joined.Sites, LetterLimits.MostLines, "sites"),
            Listeners = check.Ids(said.Joined.Listeners, LetterLimits.MostLines, "listeners"),
        },
    };

    private static Message? OfSite(Wire.CallLetter said, LetterCheck check) => said.SaidCase switch
    {
        Said.RepeaterUp => new ToSite.RepeaterUp(new RepeaterId(said.RepeaterUp.Repeater), check.Shape(said.RepeaterUp)),
        Said.RepeaterDown => new ToSite.RepeaterDown(new RepeaterId(said.RepeaterDown)),
        Said.UplinkStarted => new ToSite.UplinkStarted(
            check.At(said.UplinkStarted.At, "at"),
            check.Stream(said.UplinkStarted.Stream, "stream"),
            said.UplinkStarted.CallKey.Length > 0 ? check.CallKey(said.UplinkStarted.CallKey, "call_key") : null),
        Said.UplinkEnded => new ToSite.UplinkEnded(check.At(said.UplinkEnded.At, "at"), check.Stream(said.UplinkEnded.Stream, "stream")),
        Said.Claim => check.Claim(said.Claim),
        Said.Hold => new ToSite.Hold(check.CallKey(said.Hold, "hold")),
        Said.Release => new ToSite.Release(check.CallKey(said.Release, "release")),
        _ => new PlanChanged((int)check.Number(said.PlanChanged, "plan_changed")),
    };

    private static Message? OfSubscriber(Wire.CallLetter said, LetterCheck check) => said.SaidCase switch
    {
        Said.Transmits => check.Request(said.Transmits.Request, "request") is { } request
            ? new ToSubscriber.Transmits(request, check.CallKey(said.Transmits.CallKey, "call_key"))
            : null,
        Said.Silent => new ToSubscriber.Silent(check.Stream(said.Silent, "silent")),
        _ => check.Request(said.Locate.Request, "request") is { } request
            ? new ToSubscriber.Locate(request, check.CallKey(said.Locate.CallKey, "call_key"))
            : null,
    };

    private static Message? OfRouter(Wire.CallLetter said, LetterCheck check) => said.SaidCase switch
    {
        Said.Grant => check.Grant(said.Grant),
        Said.Reroute => new ToRouter.Reroute(check.Stream(said.Reroute.Stream, "stream"), check.Leases(said.Reroute.Route, "route"))
        {
            Links = check.Ids(said.Reroute.Links, LetterLimits.MostLinks, "links"),
        },
        Said.Relay => new ToRouter.Relay(
            check.Call(said.Relay.Call, "call"),
            check.Spurt(said.Relay.Spurt, "spurt"),
            said.Relay.Branch is null ? said.Relay.OutgoingStream : check.StreamId(said.Relay.OutgoingStream, "outgoing_stream"),
            said.Relay.Branch is { } branch ? check.Branch(branch) : null),
        Said.Refuse => new ToRouter.Refuse(check.Stream(said.Refuse.Stream, "stream"), check.Reason(said.Refuse.Reason, "reason")) { Holder = check.Holder(said.Refuse.Holder) },
        Said.Queued => new ToRouter.Queued(check.Stream(said.Queued.Stream, "stream"), (int)check.Number(said.Queued.Position, "position")) { Holder = check.Holder(said.Queued.Holder) },
        _ => new ToRouter.Stop(check.Stream(said.Stop.Stream, "stream"), check.Reason(said.Stop.Reason, "reason")) { Holder = check.Holder(said.Stop.Holder) },
    };

    private static Message? OfIngress(Wire.CallLetter said, LetterCheck check) => said.SaidCase switch
    {
        Said.WhatOf => new ToIngress.WhatOf(
            check.CallKey(said.WhatOf.CallKey, "call_key"),
            check.Number(said.WhatOf.Question, "question"),
            said.WhatOf.Asker is { } asker ? check.Stream(asker, "asker") : null),
        Said.Granted => new ToIngress.Granted(check.Stream(said.Granted.Stream, "stream"), check.Spurt(said.Granted.Spurt, "spurt")),
        Said.Cut => new ToIngress.Cut(check.Stream(said.Cut, "cut")),
        _ => check.Report(said.Denied.Note, "note") is { } report
            ? new ToIngress.Denied(check.Stream(said.Denied.Stream, "stream"), report, said.Denied.IsFinal)
            : null,
    };

    private static Message? OfPorts(Wire.CallLetter said, LetterCheck check) => said.SaidCase switch
    {
        Said.SiteWanted => new ToPorts.SiteWanted(check.Id(said.SiteWanted, "site_wanted")),
        _ => new ToPorts.SiteAnswer(
            check.Id(said.SiteAnswer.Site, "site"),
            said.SiteAnswer.HasUser ? check.Text(said.SiteAnswer.User, "user") : null,
            check.Term(said.SiteAnswer.Clock, "clock")),
    };
}
