using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Plan.Overlay;
using RadioNet.Protocols;

namespace RadioNet.Core.Services;

/// <summary>The network plan over gRPC; the keeper does the work.</summary>
internal sealed partial class PlanApi(PlanKeeper keeper, IPlanStore store, TierPlans tiers, OverlayBook overlay) : PlanService.PlanServiceBase
{
    private const int LongestId = 63;

    public override Task<CompareResponse> Compare(CompareRequest request, ServerCallContext context)
    {
        var outcome = keeper.Compare(request.Text);
        var response = new CompareResponse { Revision = outcome.Revision.Number, Changes = PlanChangeMessages.Of(outcome) };
        response.Errors.Add(outcome.Errors.Select(PlanRefusal.Message));
        return Task.FromResult(response);
    }

    public override Task<PlanChangeResponse> Apply(ApplyRequest request, ServerCallContext context)
    {
        var change = Change(request.RequestId, request.Who, request.Comment, request.ExpectedRevision);
        return Task.FromResult(Answer(change, "text", keeper.Apply(change, request.Text)));
    }

    public override Task<ExportResponse> Export(ExportRequest request, ServerCallContext context)
    {
        var revision = request.Revision == 0 ? keeper.Revision.Number : request.Revision;
        var plan = keeper.Find(revision) ?? throw NoRevision(revision);
        var edits = revision == keeper.Revision.Number ? keeper.Overlay : "";
        var note = edits.Length == 0 ? "" : $"# R{revision}+{edits}: with edits on top that the root has not taken yet.\n";
        return Task.FromResult(new ExportResponse { Text = note + PlanWriter.Write(plan, request.WithSecrets), Revision = revision, Overlay = edits });
    }

    public override Task<HistoryResponse> History(HistoryRequest request, ServerCallContext context)
    {
        var limit = Refusal.PageSize(request.PageSize, 50);
        var before = (int)Math.Min(Refusal.PageToken(request.PageToken, int.MaxValue), int.MaxValue);
        var revisions = store.History(before, limit + 1);
        var response = new HistoryResponse { NextPageToken = Refusal.NextToken(revisions.Count > limit, revisions.Count > limit ? revisions[limit - 1].Number : 0) };
        if (request.PageToken.Length == 0)
        {
            response.Revisions.Add(overlay.Ledger.All.Reverse().Take(limit).Select(OverlayMessages.History));
        }

        response.Revisions.Add(revisions.Take(limit).Select(PlanMessages.Of));
        return Task.FromResult(response);
    }

    public override Task<PlanChangeResponse> Rollback(RollbackRequest request, ServerCallContext context)
    {
        var change = Change(request.RequestId, request.Who, request.Comment, request.ExpectedRevision);
        if (request.Revision <= 0)
        {
            throw Refusal.Field("revision", "must be a revision's number, from 1.");
        }

        var outcome = keeper.Rollback(change, request.Revision);
        return outcome.Kind == PlanOutcomeKind.NoSuchRevision
            ? throw NoRevision(request.Revision)
            : Task.FromResult(Answer(change, "revision", outcome));
    }

    public override Task<PlanChangeResponse> EditTalkgroup(EditRequest request, ServerCallContext context)
    {
        var id = new TalkgroupId(request.Id);
        return Edit(request, OverlayKind.Talkgroup, "talkgroup", plan => request.Action switch
        {
            EditAction.Add => PlanEdits.AddTalkgroup(plan, id, request.Words),
            EditAction.Set => PlanEdits.SetTalkgroup(plan, id, request.Words),
            _ => PlanEdits.RemoveTalkgroup(plan, id),
        });
    }

    public override Task<PlanChangeResponse> EditSubscriber(EditRequest request, ServerCallContext context)
    {
        var id = new RadioId(request.Id);
        return Edit(request, OverlayKind.Subscriber, "subscriber", plan => request.Action switch
        {
            EditAction.Add => PlanEdits.AddSubscriber(plan, id, request.Words),
            EditAction.Set => PlanEdits.SetSubscriber(plan, id, request.Words),
            _ => PlanEdits.RemoveSubscriber(plan, id),
        });
    }

    public override Task<PlanChangeResponse> EditBaseStation(EditBaseStationRequest request, ServerCallContext context)
    {
        Name("site", request.Site);
        Name("base_station", request.BaseStation);
        if (request.Carrier.Length > 0)
        {
            Name("carrier", request.Carrier);
        }

        var change = Change(request.RequestId, request.Who, request.Comment, request.ExpectedRevision);
        var what = request.Carrier.Length > 0
            ? $"carrier {request.Site}/{request.BaseStation}/{request.Carrier}"
            : $"base station {request.Site}/{request.BaseStation}";
        return Edit(change, $"set {what}", request.Words, plan => request.Carrier.Length > 0
            ? PlanEdits.SetCarrier(plan, request.Site, request.BaseStation, request.Carrier, request.Words)
            : PlanEdits.SetBaseStation(plan, request.Site, request.BaseStation, request.Words));
    }

    private static void Name(string field, string id)
    {
        if (id.Length is 0 or > LongestId)
        {
            throw Refusal.Field(field, $"must be an id of the plan, 1 to {LongestId} characters.");
        }
    }

    private static RpcException NoRevision(int revision) => Refusal.NotFound($"There is no revision {revision}.");

    private ChangeRequest Change(string requestId, string who, string comment, int expected) =>
        tiers.IsFromAbove
            ? throw Refusal.OfRoot(tiers.Self, keeper.Current.Nodes.Root ?? "")
            : Asked(requestId, who, comment, expected);

    private static ChangeRequest Asked(string requestId, string who, string comment, int expected) =>
        new(Refusal.Who(who), Refusal.Comment(comment), Refusal.RequestId(requestId), expected);

    private PlanChangeResponse Answer(ChangeRequest change, string field, PlanOutcome outcome) => outcome.Kind switch
    {
        PlanOutcomeKind.Refused => throw PlanRefusal.Of(field, outcome.Errors),
        PlanOutcomeKind.Stale => throw Refusal.Stale(change.ExpectedRevision, outcome.Revision.Number),
        _ => new PlanChangeResponse
        {
            Revision = PlanMessages.Of(outcome.Revision, keeper.Overlay),
            Changed = outcome.Kind == PlanOutcomeKind.Changed,
            Changes = PlanChangeMessages.Of(outcome),
        },
    };

    private Task<PlanChangeResponse> Edit(EditRequest request, OverlayKind kind, string what, Func<Plan.Model.NetworkPlan, PlanReading> edit)
    {
        if (request.Action is not (EditAction.Add or EditAction.Set or EditAction.Remove))
        {
            throw Refusal.Field("action", "must be add, set or remove.");
        }

        if (request.Id is 0 or > RadioId.Largest)
        {
            throw Refusal.Field("id", $"must be from 1 to {RadioId.Largest}.");
        }

        if (tiers.IsFromAbove)
        {
            var local = Asked(request.RequestId, request.Who, request.Comment, request.ExpectedRevision);
            return Task.FromResult(Answer(local, "words", overlay.Edit(local, kind, (OverlayAction)request.Action, request.Id, request.Words)));
        }

        var change = Change(request.RequestId, request.Who, request.Comment, request.ExpectedRevision);
        return Edit(change, $"{request.Action.ToString().ToLowerInvariant()} {what} {request.Id}", request.Words, edit);
    }

    private Task<PlanChangeResponse> Edit(ChangeRequest change, string what, IEnumerable<string> words, Func<Plan.Model.NetworkPlan, PlanReading> edit) =>
        Task.FromResult(Answer(change, "words", keeper.Edit(change, $"{what} {string.Join(' ', words)}".TrimEnd(), edit)));
}
