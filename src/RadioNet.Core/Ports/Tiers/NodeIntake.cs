using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// Stores what comes up from lower nodes, each once (contract: <c>tier_records.proto</c>): one group after the other for all children,
/// whatever becomes of their links meanwhile. Safe from any thread; who brings something waits for nothing.
/// </summary>
/// <typeparam name="TMessage">What a child sends.</typeparam>
/// <typeparam name="T">What is stored.</typeparam>
internal abstract partial class NodeIntake<TMessage, T> : IAsyncDisposable
{
    /// <summary>What of one child may wait: more than it may have on its way.</summary>
    public const int MostWaiting = 4 * UpwardStream<T>.Window;

    /// <summary>The most that is stored at once: this node's own finds room beside it in the writer's queue.</summary>
    private const int LargestGroup = 1000;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, int> _waitingOf = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HeldStores _held;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SeldomLines _lines;
    private readonly Task _running;
    private long _leftOut;

    protected NodeIntake(string node, IStoreLog<T> log, TimeProvider time, ILogger logger)
    {
        (_held, _time, _log, _lines) = (new HeldStores(node, log.Reach), time, logger, new SeldomLines(time));
        _running = Task.Run(RunAsync);
    }

    /// <summary>What children sent that was none.</summary>
    public long LeftOut => Interlocked.Read(ref _leftOut);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A child offers a store: it is answered in its turn with how far this node holds it.</summary>
    /// <returns>Whether there was room; a child that sends more than it may is to be let go.</returns>
    protected bool Offered(string child, StoreId store, Action<RecordsDown> answer) => Take(new Waiting(child, store, 0, 0, default, answer));

    /// <summary>A child sends something; <paramref name="answer"/> is told how far the store is held when it is on disk.</summary>
    /// <returns>Whether there was room; a child that sends more than it may is to be let go.</returns>
    protected bool Take(string child, StoreId store, long number, long previous, TMessage message, Action<RecordsDown> answer) =>
        Take(new Waiting(child, store, number, previous, message, answer));

    /// <summary>How a child is told how far a store is held.</summary>
    protected abstract RecordsDown Answer(StoreId store, long number);

    /// <summary>Reads a message; false, with what is wrong with it, when it is none.</summary>
    protected abstract bool TryRead(StoreId store, long number, TMessage message, out T read, out string problem);

    /// <summary>Stores in one order; true when all is on disk.</summary>
    protected abstract Task<bool> StoreAsync(IReadOnlyList<T> items);

    [LoggerMessage(EventId = 1141, Level = LogLevel.Warning, Message = "Node {Child} sent {Count} {What} that are none, {Problem}; they are left out")]
    private static partial void LogLeftOut(ILogger logger, string child, long count, string what, string problem);

    [LoggerMessage(EventId = 1142, Level = LogLevel.Error, Message = "What lower nodes sent could not be stored; tried again")]
    private static partial void LogRefused(ILogger logger, Exception? exception);

    private bool Take(Waiting waiting)
    {
        if (_waitingOf.AddOrUpdate(waiting.Child, 1, (_, count) => count + 1) > MostWaiting)
        {
            _waitingOf.AddOrUpdate(waiting.Child, 0, (_, count) => count - 1);
            return false;
        }

        return _waiting.Writer.TryWrite(waiting);
    }

    private async Task RunAsync()
    {
        var group = new List<Waiting>();
        while (await _waiting.Reader.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
        {
            while (group.Count < LargestGroup && _waiting.Reader.TryRead(out var next))
            {
                group.Add(next);
            }

            while (!await TryStoreAsync(group).ConfigureAwait(false))
            {
                _held.Forget();
                await Task.Delay(Retry, _time, _stop.Token).ConfigureAwait(false);
            }

            foreach (var (child, count) in group.CountBy(waiting => waiting.Child))
            {
                _waitingOf.AddOrUpdate(child, 0, (_, waiting) => waiting - count);
            }

            foreach (var (store, answer) in group.Select(waiting => (waiting.Store, waiting.Answer)).Distinct())
            {
                answer(Answer(store, _held[store]));
            }

            _held.Stored();
            group.Clear();
        }
    }

    private async Task<bool> TryStoreAsync(List<Waiting> group)
    {
        try
        {
            var (items, wrong) = Sort(group);
            if (items.Count > 0 && !await StoreAsync(items).ConfigureAwait(false))
            {
                LogRefused(_log, null);
                return false;
            }

            Interlocked.Add(ref _leftOut, wrong.Count);
            foreach (var of in wrong.GroupBy(problem => problem.Child))
            {
                if (_lines.Due(of.Key, of.Count()) is > 0 and var count)
                {
                    LogLeftOut(_log, of.Key, count, typeof(TMessage).Name, of.Last().Problem);
                }
            }

            return true;
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            LogRefused(_log, refused);
            return false;
        }
    }

    /// <summary>What of a group is new, in its order, and who sent what is none.</summary>
    private (List<T> Items, List<(string Child, string Problem)> Wrong) Sort(List<Waiting> group)
    {
        var items = new List<T>();
        var wrong = new List<(string, string)>();
        foreach (var next in group)
        {
            if (!_held.TryTake(next.Store, next.Number, next.Previous))
            {
                continue;
            }

            if (TryRead(next.Store, next.Number, next.Message!, out var item, out var problem))
            {
                items.Add(item);
            }
            else
            {
                wrong.Add((next.Child, problem));
            }
        }

        return (items, wrong);
    }

    private readonly record struct Waiting(string Child, StoreId Store, long Number, long Previous, TMessage? Message, Action<RecordsDown> Answer);
}
