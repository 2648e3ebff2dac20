using Grpc.Core;
using RadioNet.Protocols.Identity;

namespace RadioNet.Api.Links;

/// <summary>Renews an end's certificate at two thirds of its life at whichever node serves it then, for as long as it runs.</summary>
public sealed class LinkRenewal(Enrollment enrollment, LinkHolder holder, LinkClock clock)
{
    /// <summary>From one look at the clock to the next, and from a failure to the next attempt.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>
    /// Runs until it is cancelled. <paramref name="failed"/> is told of each attempt that came to nothing; the next follows
    /// after <see cref="Pause"/>.
    /// </summary>
    /// <param name="node">The links address of the node that serves now; null when none does.</param>
    /// <param name="failed">Told of failures.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task RunAsync(Func<Uri?> node, Action<Exception> failed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(failed);
        while (!cancel.IsCancellationRequested)
        {
            var current = holder.Current;
            if (node() is { } serving && clock.Now >= current.RenewAt(clock.Lifetimes))
            {
                try
                {
                    using var channel = LinkChannel.Open(serving, holder, clock);
                    holder.Replace(await enrollment.RenewAsync(channel, current, cancel).ConfigureAwait(false));
                }
                catch (Exception refused) when (refused is RpcException or EnrollmentException or IOException && !cancel.IsCancellationRequested)
                {
                    failed(refused);
                }
            }

            await Task.Delay(Pause, clock.Time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
