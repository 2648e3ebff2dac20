using Grpc.Core;
using RadioNet.Protocols.Identity;

namespace RadioNet.Api.Links;

/// <summary>Renews an end's certificate at two thirds of its life, for as long as it runs.</summary>
public sealed class LinkRenewal(Enrollment enrollment, LinkHolder holder, LinkClock clock)
{
    /// <summary>From one look at the clock to the next, and from a failure to the next attempt.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>
    /// Runs until it is cancelled. <paramref name="failed"/> is told when an attempt came to nothing, be it that a node refused or
    /// that the disk did; the next follows after <see cref="Pause"/>.
    /// </summary>
    /// <param name="node">The links address of the node that serves now; null when none does.</param>
    /// <param name="failed">Told of failures.</param>
    /// <param name="cancel">Ends it.</param>
    public Task RunAsync(Func<Uri?> node, Action<Exception> failed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(node);
        return RunAsync(() => node() is { } serving ? [serving] : (IReadOnlyList<Uri>)[], failed, cancel);
    }

    /// <inheritdoc cref="RunAsync(Func{Uri}, Action{Exception}, CancellationToken)"/>
    /// <param name="nodes">The links addresses of nodes that may renew it; each is asked in its turn until one does, and when none does, <paramref name="failed"/> is told of each.</param>
    /// <param name="failed">Told of failures.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task RunAsync(Func<IReadOnlyList<Uri>> nodes, Action<Exception> failed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(failed);
        while (!cancel.IsCancellationRequested)
        {
            var current = holder.Current;
            if (clock.Now >= current.RenewAt(clock.Lifetimes))
            {
                await RenewAsync(current, nodes(), failed, cancel).ConfigureAwait(false);
            }

            await Task.Delay(Pause, clock.Time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RenewAsync(LinkCredentials current, IReadOnlyList<Uri> nodes, Action<Exception> failed, CancellationToken cancel)
    {
        var failures = new List<Exception>();
        foreach (var node in nodes)
        {
            try
            {
                using var channel = LinkChannel.Open(node, holder, clock);
                holder.Replace(await enrollment.RenewAsync(channel, current, cancel).ConfigureAwait(false));
                return;
            }
            catch (Exception refused) when (refused is RpcException or EnrollmentException or IOException or UnauthorizedAccessException)
            {
                failures.Add(refused);
            }

            if (cancel.IsCancellationRequested)
            {
                return;
            }
        }

        failures.ForEach(failed);
    }
}
