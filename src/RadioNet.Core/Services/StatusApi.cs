using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Access;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Records;
using RadioNet.Core.Records.Traces;
using Status = RadioNet.Api.Status;

namespace RadioNet.Core.Services;

/// <summary>How the node is.</summary>
internal sealed class StatusApi(
    NodeIdentity node, PlanKeeper keeper, LiveCalls calls, IAlarmBook alarms, RecordWriter records, TraceBook traces, LocationJournal locations,
    Calls.LocationNotes notes, NetworkSites sites, INodeLive live, Vocoding.NodeVocoders vocoders, M17.M17Hub m17, LinkConnections links, EnrollmentGuard guard, TierPost post, LowerRecords lower, TimeProvider time)
    : StatusService.StatusServiceBase
{
    private static readonly string Version = typeof(StatusApi).Assembly.GetName().Version?.ToString(3) ?? "";

    public override Task<Status> Get(GetStatusRequest request, ServerCallContext context)
    {
        var plan = keeper.Current;
        using var process = Process.GetCurrentProcess();
        var seen = sites.View();
        var current = seen.Where(site => site.View == SiteView.Current).ToList();
        var status = new Status
        {
            Node = node.Id,
            Network = plan.Plan.Network,
            Version = Version,
            PlanRevision = plan.Revision,
            PlanOverlay = keeper.Overlay,
            Started = node.Started.ToTimestamp(),
            Uptime = (time.GetUtcNow() - node.Started).ToDuration(),
            Boots = node.Boots,
            Sites = seen.Count,
            SitesStale = seen.Count(site => site.View == SiteView.Stale),
            SitesUnknown = seen.Count(site => site.View == SiteView.Unknown),
            Repeaters = seen.Sum(site => site.Repeaters.Count),
            RepeatersUp = current.Sum(site => site.Repeaters.Count(repeater => repeater.Session == Api.SessionState.Up)),
            Carriers = seen.Sum(site => site.Carriers.Count),
            CarriersUp = current.Sum(site => site.Carriers.Count(carrier => carrier.Session == Api.SessionState.Up)),
            Talkgroups = plan.Plan.Talkgroups.Length,
            Subscribers = plan.Plan.Subscribers.Length,
            RunningCalls = calls.Count,
            Alarms = alarms.Open.Count,
            Memory = process.WorkingSet64,
            ProcessorTime = process.TotalProcessorTime.ToDuration(),
        };
        foreach (var (name, value) in live.GetStatus().Counters)
        {
            status.Counters[name] = value;
        }

        status.Vocoders.AddRange(VocoderMessages.Of(vocoders, plan.Plan.Talkgroups));
        status.M17Links.AddRange(m17.Links.Select(M17Messages.Of));
        foreach (var (name, value) in vocoders.Counters())
        {
            status.Counters[name] = value;
        }

        status.Counters["records.written"] = records.Written;
        status.Counters["records.lost"] = records.Lost;
        status.Counters["locations.written"] = locations.Written;
        status.Counters["locations.lost"] = locations.Lost;
        status.Counters["locations.strangers"] = notes.Strangers;
        status.Counters["traces.spurts-lost"] = records.MarksLost;
        status.Counters["traces.marks-lost"] = traces.Lost;
        status.Counters["links.open"] = links.Peers;
        status.Counters["links.strangers"] = links.Strangers;
        status.Counters["links.strangers-turned-away"] = links.TurnedAway;
        status.Counters["links.enrollments-refused"] = guard.Refused;
        status.Counters["links.enrollments-limited"] = guard.Limited;
        status.Counters["tiers.calls-malformed"] = post.Malformed;
        status.Counters["tiers.calls-unsent"] = post.Unsent;
        status.Counters["tiers.records-left-out"] = lower.LeftOut;
        return Task.FromResult(status);
    }
}
