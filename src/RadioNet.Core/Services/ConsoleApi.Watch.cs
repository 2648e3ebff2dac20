using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Accounts;
using RadioNet.Core.Records;
using Status = Grpc.Core.Status;

namespace RadioNet.Core.Services;

/// <summary>What is said where.</summary>
internal sealed partial class ConsoleApi
{
    /// <summary>How soon a stream ends whose token has ended.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public override async Task Watch(WatchRequest request, IServerStreamWriter<WatchEvent> responseStream, ServerCallContext context)
    {
        var token = TokenOf(context);
        Who(context);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, life.ApplicationStopping);
        var watched = GuardAsync(token, end);
        try
        {
            await foreach (var change in live.FollowAsync(end.Token).ConfigureAwait(false))
            {
                // The plan may say something else of the user since the last change.
                if (accounts.TryUse(token, out var who) && Event(change, who) is { } told)
                {
                    await responseStream.WriteAsync(told, end.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw life.ApplicationStopping.IsCancellationRequested ? new RpcException(new Status(StatusCode.Unavailable, "The node stops."))
                : context.CancellationToken.IsCancellationRequested ? new RpcException(Status.DefaultCancelled)
                : NotSignedIn();
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await watched.ConfigureAwait(false);
        }
    }

    /// <summary>Ends the stream when its token ends.</summary>
    private async Task GuardAsync(string token, CancellationTokenSource end)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token).ConfigureAwait(false))
            {
                if (!accounts.TryUse(token, out _))
                {
                    await end.CancelAsync().ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The stream is over.
        }
    }

    private WatchEvent? Event(CallChange change, SignedIn who)
    {
        var told = new WatchEvent { All = change.Snapshot is not null };
        IEnumerable<CallRecord> calls = change.Changed is { } one ? [one] : change.Snapshot!;
        told.Activities.Add(calls.Where(call => Concerns(call, who)).Select(Activity));
        return told.All || told.Activities.Count > 0 ? told : null;
    }

    /// <summary>Whether it is a call of a talkgroup that one may hear.</summary>
    private static bool Concerns(CallRecord call, SignedIn who) =>
        !call.TargetIsRadio && call.Type is (Records.CallType.Group or Records.CallType.Broadcast) && who.MayHear(call.Target);

    private ConsoleActivity Activity(CallRecord call)
    {
        var spurt = call.Spurts.LastOrDefault(spurt => spurt.DeniedReason is null);
        return new ConsoleActivity
        {
            Talkgroup = call.Target,
            Call = call.Id,
            Running = call.State == Records.CallState.Running,
            Source = spurt?.Source ?? call.Source,
            SourceName = spurt?.SourceName ?? call.SourceName,
            Talking = call.State == Records.CallState.Running && spurt is { Ended: null },
            Site = spurt is null ? "" : plan.Current.TrySite(spurt.Site, out var site) ? site.Name.Vi : "",
            Since = (spurt?.Started ?? call.Started).ToTimestamp(),
            Emergency = call.Emergency,
        };
    }
}
