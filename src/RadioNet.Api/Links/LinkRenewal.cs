using Grpc.Core;
using Grpc.Net.Client;
using RadioNet.Protocols.Identity;

namespace RadioNet.Api.Links;

/// <summary>Renews an end's certificate at two thirds of its life over its link, for as long as it runs.</summary>
public sealed class LinkRenewal(Enrollment enrollment, LinkHolder holder, LinkClock clock)
{
    /// <summary>From one look at the clock to the next, and from a failure to the next attempt.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>
    /// Runs until it is cancelled. <paramref name="failed"/> is told of each attempt that came to nothing; the next follows
    /// after <see cref="Pause"/>.
    /// </summary>
    public async Task RunAsync(GrpcChannel channel, Action<Exception> failed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(failed);
        while (!cancel.IsCancellationRequested)
        {
            var current = holder.Current;
            if (clock.Now >= current.RenewAt(clock.Lifetimes))
            {
                try
                {
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
