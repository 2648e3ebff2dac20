using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using RadioNet.Api;
using RadioNet.Core.Accounts;
using RadioNet.Core.Hosting;
using RadioNet.Core.Recordings;
using RadioNet.Core.Recordings.Lower;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Core.Vocoding;
using Status = Grpc.Core.Status;

namespace RadioNet.Core.Services;

/// <summary>What a person at a console sees and hears again. Every question is checked here by who asks it.</summary>
internal sealed partial class ConsoleApi(
    UserAccounts accounts, PlanKeeper plan, NodeIdentity node, LiveCalls live, IRecordStore store, RecordingFolder folder, LowerRecordings lower,
    RecordingFetch fetch, NodeVocoders vocoders, TimeProvider time, IHostApplicationLifetime life) : ConsoleService.ConsoleServiceBase
{
    private const int LongestName = 64, LongestSource = 100, LongestText = 100;

    private const string Bearer = "Bearer ";

    public override async Task<SignInResponse> SignIn(SignInRequest request, ServerCallContext context)
    {
        if (request.Name.Length is 0 or > LongestName)
        {
            throw Refusal.Field("name", $"must have 1 to {LongestName} characters.");
        }

        if (request.Password.Length > PasswordHash.LongestPassword)
        {
            throw Refusal.Field("password", $"must have at most {PasswordHash.LongestPassword} characters.");
        }

        if (request.Source.Length > LongestSource)
        {
            throw Refusal.Field("source", $"must have at most {LongestSource} characters.");
        }

        var source = request.Source.Length > 0 ? request.Source : $"{context.GetHttpContext().Connection.RemoteIpAddress}";
        var result = await accounts.SignInAsync(request.Name, request.Password, source, context.CancellationToken).ConfigureAwait(false);
        return result switch
        {
            { IsIn: true } => new SignInResponse { Token = result.Token, Expires = result.Expires.ToTimestamp() },
            { TooOften: true } => throw new RpcException(new Status(StatusCode.ResourceExhausted, "There were too many tries. Wait a minute, then try again.")),
            _ => throw new RpcException(new Status(StatusCode.Unauthenticated, "Name or password is wrong.")),
        };
    }

    public override Task<SignOutResponse> SignOut(SignOutRequest request, ServerCallContext context)
    {
        accounts.SignOut(TokenOf(context));
        return Task.FromResult(new SignOutResponse());
    }

    public override Task<WhoAmIResponse> WhoAmI(WhoAmIRequest request, ServerCallContext context)
    {
        var who = Who(context);
        return Task.FromResult(new WhoAmIResponse
        {
            Name = who.User.Name,
            Role = RoleOf(who.User),
            Place = who.User.Place,
            PlaceName = NameOf(who.User.Place).Vi,
            Priority = who.User.Priority,
            PreEmpt = who.User.PreEmpt,
            Expires = who.Token.Expires.ToTimestamp(),
            Node = node.Id,
        });
    }

    public override Task<ListConsoleTalkgroupsResponse> ListTalkgroups(ListConsoleTalkgroupsRequest request, ServerCallContext context)
    {
        var who = Who(context);
        if (request.Text.Length > LongestText)
        {
            throw Refusal.Field("text", $"must have at most {LongestText} characters.");
        }

        var words = FoldedWords.Of(request.Text);
        var response = new ListConsoleTalkgroupsResponse();
        response.Talkgroups.Add(who.Hears.Where(talkgroup => IsMeant(talkgroup, words)).Select(talkgroup => new ConsoleTalkgroup
        {
            Id = talkgroup.Id.Value,
            NameVi = talkgroup.Name.Vi,
            NameEn = talkgroup.Name.En,
            CanTalk = who.MayTalk(talkgroup.Id.Value),
            Priority = talkgroup.Priority,
            Record = talkgroup.Record,
            HomeName = NameOf(talkgroup.Home).Vi,
        }));
        return Task.FromResult(response);
    }

    private bool IsMeant(Plan.Model.Talkgroup talkgroup, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return true;
        }

        var home = NameOf(talkgroup.Home);
        var names = FoldedWords.Of($"{talkgroup.Id}", talkgroup.Name.Vi, talkgroup.Name.En, home.Vi, home.En);
        return words.All(word => names.Any(name => name.StartsWith(word, StringComparison.Ordinal)));
    }

    private static string RoleOf(Plan.Model.User user) => user.Role switch
    {
        Plan.Model.UserRole.Listener => "listener",
        Plan.Model.UserRole.Dispatcher => "dispatcher",
        Plan.Model.UserRole.Technician => "technician",
        _ => "administrator",
    };

    private Plan.Model.LocalizedText NameOf(string place) =>
        plan.Current.TryPlace(place, out var found) ? found.Name : Plan.Model.LocalizedText.Same(place);

    /// <summary>Who asks; who has no token that serves is refused.</summary>
    private SignedIn Who(ServerCallContext context) => accounts.TryUse(TokenOf(context), out var who) ? who : throw NotSignedIn();

    private static RpcException NotSignedIn() => new(new Status(StatusCode.Unauthenticated, "Sign in: there is no token, or it serves no more."));

    private static string TokenOf(ServerCallContext context) =>
        context.RequestHeaders.GetValue("authorization") is { } said && said.StartsWith(Bearer, StringComparison.Ordinal) ? said[Bearer.Length..] : "";
}
