using System.Collections.Immutable;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Verbs;
using RadioNet.Core.Records.Outages;
using OutageEdit = RadioNet.Core.Records.Outages.OutageEdit;

namespace RadioNet.Command.Demo.Drill;

/// <summary>What the nodes have written down: asked over gRPC, as anybody can.</summary>
internal static class DrillRecords
{
    /// <summary>The records of all calls that a node has, newest first.</summary>
    public static async Task<IReadOnlyList<Call>> CallsAsync(NodeClient node)
    {
        var all = new List<Call>();
        var request = new ListCallsRequest { PageSize = ApiLimits.LargestPage, States = { CallState.Ended, CallState.Denied } };
        do
        {
            var page = await node.Calls.ListAsync(request).ConfigureAwait(false);
            all.AddRange(page.Calls);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>Whether calls run at a node, their hang time included.</summary>
    public static async Task<bool> HasRunningAsync(NodeClient node)
    {
        var page = await node.Calls.ListAsync(new ListCallsRequest { PageSize = 1, States = { CallState.Running } }).ConfigureAwait(false);
        return page.Calls.Any(call => call.State == CallState.Running);
    }

    /// <summary>All alarms that a node has, newest first.</summary>
    public static async Task<IReadOnlyList<Alarm>> AlarmsAsync(NodeClient node) =>
        (await node.Alarms.ListAsync(new ListAlarmsRequest { WithCleared = true, PageSize = ApiLimits.LargestPage }).ConfigureAwait(false)).Alarms;

    /// <summary>Gives a radio another alias.</summary>
    public static async Task RenameAsync(NodeClient node, uint radio, string alias) => await node.Plan.EditSubscriberAsync(new EditRequest
    {
        RequestId = NodeClient.NewRequestId(),
        Action = EditAction.Set,
        Id = radio,
        Words = { $"alias={alias}" },
        Who = NodeClient.Who,
    }).ConfigureAwait(false);

    /// <summary>The changes of the plan that were made at a node while it did not reach the root.</summary>
    public static async Task<ImmutableArray<OutageEdit>> EditsAsync(string node, NodeClient client)
    {
        var history = await client.Plan.HistoryAsync(new HistoryRequest()).ConfigureAwait(false);
        return
        [
            .. history.Revisions.Where(revision => revision.OverlayState != OverlayState.Unspecified).Select(revision => new OutageEdit(
                node, revision.At.ToDateTimeOffset(), revision.Who, RevisionLabel.Of(revision), revision.What, revision.OverlayState switch
                {
                    OverlayState.Taken => true,
                    OverlayState.Refused => false,
                    _ => null,
                })),
        ];
    }

    /// <summary>
    /// The spurts of records in which a turn may stand: the same radio and talkgroup, and begun at the same time. One that is said while
    /// its talkgroup joins is a part of the calls of both sides, with one id.
    /// </summary>
    public static int CountOf(DrillTurn turn, IEnumerable<Call> calls) => calls
        .Where(call => !call.TargetIsRadio && call.Target == turn.Group)
        .SelectMany(call => call.Spurts)
        .DistinctBy(spurt => spurt.Id)
        .Count(spurt => spurt.Source == turn.Spoken.Radio.Id.Value && spurt.DeniedReason.Length == 0
            && (spurt.Started.ToDateTimeOffset() - turn.Spoken.Started).Duration() < TimeSpan.FromMilliseconds(400));
}
