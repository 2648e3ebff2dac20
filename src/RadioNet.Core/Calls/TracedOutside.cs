using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.Core.Records.Traces;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Calls;

/// <summary>Notes for the trace what passes between call control and what lies around it, and passes it on.</summary>
internal sealed class TracedOutside(IOutside outside, TraceBook traces, PortNames names) : IOutside
{
    /// <inheritdoc/>
    public Message? Translate(in RouterEvent said)
    {
        var message = outside.Translate(said);
        switch (said.Kind)
        {
            case RouterEventKind.StreamStarted when message is ToIngress.Started started:
                traces.Pressed(started.Stream, said.Started, names.Of(said.Port));
                break;
            case RouterEventKind.StreamEnded:
                traces.Ended(said.Stream.Value, said.LastHeard, said.End.ToString().ToLowerInvariant());
                break;
        }

        return message;
    }

    /// <inheritdoc/>
    public void Tend(Predicate<string> isHeld) => outside.Tend(isHeld);

    /// <inheritdoc/>
    public void Take(Message message)
    {
        // Before it is passed on: what it brings about must find it noted.
        switch (message)
        {
            case ToRouter.Grant { Of: { } of } grant:
                traces.Granted(grant.Ingress.Value, of.Call.ToString(), of.Spurt.ToString(), string.Join(", ", grant.Links.Concat(grant.Route.Select(lease => names.Of(lease.Repeater)).Distinct())));
                break;
            case ToRouter.Relay relay:
                traces.Ordered(
                    relay.Call.ToString(), relay.Spurt.ToString(), IdSource.NumberOf(relay.Spurt), relay.Branch?.From ?? "",
                    relay.Branch is { } branch ? string.Join(", ", branch.To.Concat(branch.Leases.Select(lease => names.Of(lease.Repeater)))) : null);
                break;
            case ToRouter.Refuse refuse:
                traces.Cut(refuse.Ingress.Value, MarkKind.Refused, Reasons.Word(refuse.Why));
                break;
            case ToRouter.Stop stop:
                traces.Cut(stop.Ingress.Value, MarkKind.Stopped, Reasons.Word(stop.Why));
                break;
            case ToJournal.Call { Report: { State: CallControl.Calls.CallState.Denied, Spurts.Length: > 0 } report }:
                traces.Denied(report);
                break;
        }

        outside.Take(message);
    }
}
