namespace RadioNet.Api.Links;

/// <summary>
/// Finds a link's lower end a node: attaches to the first of its nodes that serves it, moves to the next when that one is gone,
/// and back when its end says so. Runs until it is cancelled; no node's behaviour ends it.
/// </summary>
/// <param name="options">Which nodes, and how patiently.</param>
/// <param name="time">The clock.</param>
/// <param name="end">The lower end.</param>
public sealed class LinkRounds<TSession>(LinkRoundsOptions options, TimeProvider time, ILinkEnd<TSession> end)
    where TSession : class, ILinkSession
{
    private int _first;
    private int _fruitless;
    private TimeSpan _served;

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var pause = options.FirstPause;
        while (!cancel.IsCancellationRequested)
        {
            _served = TimeSpan.Zero;
            _fruitless = await ServeOnceAsync(cancel).ConfigureAwait(false) ? 0 : _fruitless + 1;
            if (_served >= options.SteadyTime)
            {
                pause = options.FirstPause;
                continue;
            }

            await Task.Delay(pause, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = Shorter(pause * 2, options.LongestPause);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>How long a node may take to its welcome.</summary>
    private TimeSpan Patience(bool isSeeking) => isSeeking || options.Nodes.Count == 1
        ? options.LongestAttachTime
        : Shorter(options.AttachTime * Math.Pow(2, Math.Min(_fruitless, 8)), options.LongestAttachTime);

    /// <summary>Goes through the nodes from the first, or from the one behind that which fell silent; returns whether any served.</summary>
    private async Task<bool> ServeOnceAsync(CancellationToken cancel)
    {
        var first = _first;
        _first = 0;
        for (var turn = 0; turn < options.Nodes.Count && !cancel.IsCancellationRequested; turn++)
        {
            var place = (first + turn) % options.Nodes.Count;
            if (await AttachAsync(options.Nodes[place], cancel).ConfigureAwait(false) is not { } session)
            {
                continue;
            }

            while (true)
            {
                var better = await ServeAsync(session, place, cancel).ConfigureAwait(false);
                if (better is null)
                {
                    return true;
                }

                (session, place) = better.Value;
            }
        }

        return false;
    }

    /// <summary>Serves by a session until it ends; returns the session at a better node that it was left for, else null.</summary>
    private async Task<(TSession Session, int Place)?> ServeAsync(TSession session, int place, CancellationToken cancel)
    {
        await using (session.ConfigureAwait(false))
        {
            var began = time.GetTimestamp();
            (TSession Session, int Place)? better = null;
            var (why, detail) = (LinkLoss.Unreachable, "This end could not go on with the link.");
            try
            {
                using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                var running = end.ServeAsync(session, leaving.Token);
                var seeking = place == 0 ? Never<(TSession, int)?>(leaving.Token) : SeekBetterAsync(place, leaving.Token);
                await Task.WhenAny(running, seeking).ConfigureAwait(false);
                await leaving.CancelAsync().ConfigureAwait(false);
                (why, detail) = await running.ConfigureAwait(false);
                better = await seeking.ConfigureAwait(false);
                return better;
            }
            finally
            {
                _served = time.GetElapsedTime(began);

                // To ask a silent node again first would take as long as it takes to give up.
                _first = better is null && why == LinkLoss.Silent ? place + 1 : 0;
                end.Detached(session.Node, better is null ? why : LinkLoss.Left, detail, wasAttached: true);
            }
        }
    }

    private static async Task<T?> Never<T>(CancellationToken cancel)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return default;
    }

    /// <summary>Asks better nodes again and again, while the end may move, until one welcomes it.</summary>
    private async Task<(TSession Session, int Place)?> SeekBetterAsync(int place, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await Task.Delay(options.ReturnInterval, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            for (var better = 0; better < place && !cancel.IsCancellationRequested; better++)
            {
                if (await end.MayReturnAsync(options.Nodes[better], cancel).ConfigureAwait(false)
                    && await AttachAsync(options.Nodes[better], cancel, isSeeking: true).ConfigureAwait(false) is { } session)
                {
                    return (session, better);
                }
            }
        }

        return null;
    }

    private async Task<TSession?> AttachAsync(Uri node, CancellationToken cancel, bool isSeeking = false)
    {
        try
        {
            return await end.OpenAsync(node, Patience(isSeeking), cancel).ConfigureAwait(false);
        }
        catch (Exception failed) when (LinkFailure.IsOfLink(failed))
        {
            if (!cancel.IsCancellationRequested && !isSeeking)
            {
                var (why, detail) = LinkFailure.Explain(failed);
                end.Detached(node, why, detail, wasAttached: false);
            }

            return null;
        }
    }
}
