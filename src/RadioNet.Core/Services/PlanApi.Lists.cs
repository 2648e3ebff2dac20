using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Records;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.Core.Services;

/// <summary>Looking at the plan's talkgroups and subscribers; both are ordered by id, and a page's token is an id.</summary>
internal sealed partial class PlanApi
{
    public override Task<ListTalkgroupsResponse> ListTalkgroups(ListTalkgroupsRequest request, ServerCallContext context)
    {
        var limit = Refusal.PageSize(request.PageSize, 100);
        var after = Refusal.PageToken(request.PageToken, 0);
        var words = FoldedWords.Of(request.Text);
        var plan = keeper.Current;
        var found = plan.Plan.Talkgroups
            .Where(talkgroup => talkgroup.Id.Value > after && Has(words, talkgroup.Id.ToString(), talkgroup.Name.Vi, talkgroup.Name.En))
            .OrderBy(talkgroup => talkgroup.Id.Value).Take(limit + 1).ToList();
        var page = found.Take(limit).ToList();
        var members = Members(plan, page.Select(talkgroup => talkgroup.Id));
        var response = new ListTalkgroupsResponse
        {
            Revision = plan.Revision,
            NextPageToken = Refusal.NextToken(found.Count > limit, page is [.., var last] ? last.Id.Value : 0),
        };
        response.Talkgroups.Add(page.Select(talkgroup => PlanMessages.Of(talkgroup, members[talkgroup.Id])));
        return Task.FromResult(response);
    }

    public override Task<Talkgroup> GetTalkgroup(GetTalkgroupRequest request, ServerCallContext context)
    {
        var plan = keeper.Current;
        return plan.TryTalkgroup(new TalkgroupId(request.Id), out var talkgroup)
            ? Task.FromResult(PlanMessages.Of(talkgroup, Members(plan, [talkgroup.Id])[talkgroup.Id]))
            : throw Refusal.NotFound($"The plan has no talkgroup {request.Id}.");
    }

    public override Task<ListSubscribersResponse> ListSubscribers(ListSubscribersRequest request, ServerCallContext context)
    {
        var limit = Refusal.PageSize(request.PageSize, 100);
        var after = Refusal.PageToken(request.PageToken, 0);
        var words = FoldedWords.Of(request.Text);
        var talkgroup = new TalkgroupId(request.Talkgroup);
        var plan = keeper.Current;
        var found = plan.Plan.Subscribers
            .Where(subscriber => subscriber.Id.Value > after
                && (request.Talkgroup == 0 || PlanIndex.IsMember(subscriber, talkgroup))
                && Has(words, subscriber.Id.ToString(), subscriber.Alias, subscriber.Agency ?? ""))
            .OrderBy(subscriber => subscriber.Id.Value).Take(limit + 1).ToList();
        var page = found.Take(limit).ToList();
        var response = new ListSubscribersResponse
        {
            Revision = plan.Revision,
            NextPageToken = Refusal.NextToken(found.Count > limit, page is [.., var last] ? last.Id.Value : 0),
        };
        response.Subscribers.Add(page.Select(PlanMessages.Of));
        return Task.FromResult(response);
    }

    public override Task<Subscriber> GetSubscriber(GetSubscriberRequest request, ServerCallContext context) =>
        keeper.Current.TrySubscriber(new RadioId(request.Id), out var subscriber)
            ? Task.FromResult(PlanMessages.Of(subscriber))
            : throw Refusal.NotFound($"The plan has no subscriber {request.Id}.");

    private static bool Has(IReadOnlyList<string> words, params ReadOnlySpan<string> texts)
    {
        if (words.Count == 0)
        {
            return true;
        }

        var names = FoldedWords.Of(texts);
        return words.All(word => names.Any(name => FoldedWords.Finds(word, name)));
    }

    private static Dictionary<TalkgroupId, int> Members(PlanIndex plan, IEnumerable<TalkgroupId> talkgroups)
    {
        var members = talkgroups.ToDictionary(id => id, _ => 0);
        foreach (var id in plan.Plan.Subscribers.SelectMany(subscriber => subscriber.Talkgroups))
        {
            if (members.TryGetValue(id, out var count))
            {
                members[id] = count + 1;
            }
        }

        return members;
    }
}
