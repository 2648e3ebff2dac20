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
using RadioNet.Plan;
using Status = RadioNet.Api.Status;

namespace RadioNet.Core.Services;

/// <summary>How the node is.</summary>
internal sealed class StatusApi(
    NodeIdentity node, PlanKeeper keeper, LiveCalls calls, IAlarmBook alarms, RecordWriter records, TraceBook traces, INodeLive live,
    LinkConnections links, EnrollmentGuard guard, TierPost post, TimeProvider time)
    : StatusService.StatusServiceBase
{
    private static readonly string Version = typeof(StatusApi).Assembly.GetName().Version?.ToString(3) ?? "";

    public override Task<Status> Get(GetStatusRequest request, ServerCallContext context)
    {
        var plan = keeper.Current;
        using var process = Process.GetCurrentProcess();
        var ports = plan.Plan.Sites.SelectMany(site => plan.PortsAt(site.Id)).ToLookup(port => SlotPorts.IsCarrier(port.Id));
        var up = live.GetRepeaters().Where(state => state.Session == SessionState.Up).ToLookup(state => SlotPorts.IsCarrier(state.Id));
        var status = new Status
        {
            Node = node.Id,
            Network = plan.Plan.Network,
            Version = Version,
            PlanRevision = plan.Revision,
            Started = node.Started.ToTimestamp(),
            Uptime = (time.GetUtcNow() - node.Started).ToDuration(),
            Boots = node.Boots,
            Sites = plan.Plan.Sites.Length,
            Repeaters = ports[false].Count(),
            RepeatersUp = up[false].Count(),
            Carriers = ports[true].Count(),
            CarriersUp = up[true].Count(),
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

        status.Counters["records.written"] = records.Written;
        status.Counters["records.lost"] = records.Lost;
        status.Counters["traces.spurts-lost"] = records.MarksLost;
        status.Counters["traces.marks-lost"] = traces.Lost;
        status.Counters["links.open"] = links.Peers;
        status.Counters["links.strangers"] = links.Strangers;
        status.Counters["links.strangers-turned-away"] = links.TurnedAway;
        status.Counters["links.enrollments-refused"] = guard.Refused;
        status.Counters["links.enrollments-limited"] = guard.Limited;
        status.Counters["tiers.calls-malformed"] = post.Malformed;
        status.Counters["tiers.calls-unsent"] = post.Unsent;
        return Task.FromResult(status);
    }
}
