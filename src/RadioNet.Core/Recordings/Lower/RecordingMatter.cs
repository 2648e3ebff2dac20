using System.Threading.Channels;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;

namespace RadioNet.Core.Recordings.Lower;

/// <summary>
/// What nodes say of recordings over tier links (contract: <c>tier_recordings.proto</c>): their chains go up and are kept, and what was said comes up when
/// somebody asks for it.
/// </summary>
internal sealed partial class RecordingMatter : ITierMatter, IAsyncDisposable
{
    /// <summary>Messages of one child that may wait for the disk: a child that sends more has not waited for answers.</summary>
    private const int MostWaiting = 256;

    private static readonly TimeSpan _retry = TimeSpan.FromSeconds(5);

    private readonly NodeIdentity _self;
    private readonly RecordingChain _own;
    private readonly RecordingFolder _folder;
    private readonly KeptChains _kept;
    private readonly RecordingFetch _fetch;
    private readonly PlanKeeper _keeper;
    private readonly IAlarmBook _alarms;
    private readonly TimeProvider _time;
    private readonly ILogger<RecordingMatter> _log;
    private readonly SeldomLines _lines;
    private readonly Channel<(AttachedChild Child, RecordingsUp Said)> _waiting = Channel.CreateBounded<(AttachedChild, RecordingsUp)>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _keeping;
    private volatile Telling? _telling;

    public RecordingMatter(
        NodeIdentity self, RecordingChain own, RecordingFolder folder, KeptChains kept, RecordingFetch fetch, PlanKeeper keeper, IAlarmBook alarms,
        TimeProvider time, ILogger<RecordingMatter> log)
    {
        (_self, _own, _folder, _kept, _fetch, _keeper, _alarms, _time, _log) = (self, own, folder, kept, fetch, keeper, alarms, time, log);
        _lines = new SeldomLines(time);
        _keeping = Task.Run(KeepAsync);
    }

    public void ParentUp(ParentLine parent)
    {
        var ending = new CancellationTokenSource();
        var chains = new ChainTelling(_self.Id, _own, _folder, _kept, parent.Send, _time);
        _telling = new Telling(parent, chains, ending);
        _ = Task.Run(() => TellAsync(chains, ending.Token));
    }

    public void ParentDown()
    {
        _telling?.Ending.Cancel();
        _telling = null;
    }

    public void Hear(ToChild said)
    {
        if (said.Recordings is not { } recordings || _telling is not { } telling)
        {
            return;
        }

        if (recordings.Ask is { } ask)
        {
            _fetch.Hear(telling.Parent, ask);
        }
        else if (recordings.Held is { } held)
        {
            telling.Chains.Hear(held);
        }
    }

    public void ChildUp(AttachedChild child) => _fetch.Begin(child);

    public void ChildDown(AttachedChild child) => _fetch.End(child);

    public void Hear(AttachedChild child, FromChild said)
    {
        if (said.Recordings?.Part is { } part)
        {
            _fetch.Hear(child, part);
        }
        else if (said.Recordings is { } recordings)
        {
            // What finds no room is offered again.
            _waiting.Writer.TryWrite((child, recordings));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        ParentDown();
        if (_keeping.IsCompleted)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task TellAsync(ChainTelling chains, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await chains.RunAsync(cancel).ConfigureAwait(false);
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                LogNotTold(_log, failed);
                await Task.Delay(_retry, _time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task KeepAsync()
    {
        await foreach (var (child, said) in _waiting.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
        {
            try
            {
                await KeepAsync(child, said).ConfigureAwait(false);
            }
            catch (Exception refused) when (refused is not OutOfMemoryException)
            {
                // It is not answered, and so it is offered again.
                if (_lines.Due(child.Id) is > 0 and var count)
                {
                    LogNotKept(_log, child.Id, count, refused);
                }
            }
        }
    }

    private async Task KeepAsync(AttachedChild child, RecordingsUp said)
    {
        foreach (var end in said.Offered?.Chains ?? [])
        {
            if (MaySay(child.Id, end.Node))
            {
                Answer(child, end.Node, _kept.Has(end.Node, end.Number, Convert.ToHexStringLower(end.Hash.Span)));
            }
        }

        if (said.Lines is not { After: { } after } lines || !MaySay(child.Id, lines.Node))
        {
            return;
        }

        var outcome = _kept.Take(lines.Node, lines.Lines, (after.Number, Convert.ToHexStringLower(after.Hash.Span)), lines.Anew);
        if (outcome == KeptOutcome.Anew)
        {
            LogAnew(_log, lines.Node, after.Number);
            if (lines.Node == child.Id)
            {
                await _alarms.RaiseAsync(AlarmKind.RecordingsAnew, lines.Node, new LocalizedText(
                    $"Chuỗi bản ghi âm của {lines.Node} không còn mục số {after.Number} mà nút này đang giữ: thư mục dữ liệu của nút đó đã mất, bị cắt hoặc bị làm lại. Bản cũ vẫn được giữ ở đây; hãy kiểm tra bằng 'radionet recordings verify'.",
                    $"The chain of recordings of {lines.Node} has no more the entry {after.Number} that is kept here: that node's data folder was lost, or its chain was cut or made anew. What was kept before stays here; check it with 'radionet recordings verify'.")).ConfigureAwait(false);
            }
        }

        Answer(child, lines.Node, false);
    }

    /// <summary>A node speaks for itself and for those that the plan has below it.</summary>
    private bool MaySay(string child, string node) =>
        KeptChains.CanKeep(node) && node != _self.Id && _keeper.Current.Nodes.IsAtOrBelow(node, child);

    private void Answer(AttachedChild child, string node, bool isKnown) => child.Send(new ToChild
    {
        Recordings = new RecordingsDown { Held = new ChainHeld { End = ChainTelling.End(node, _kept.EndOf(node)), Known = isKnown } },
    });

    [LoggerMessage(EventId = 1200, Level = LogLevel.Error, Message = "The chain of recordings of {Node} has no more the entry {Number} that is kept here: it was lost, cut or made anew. What was kept stays")]
    private static partial void LogAnew(ILogger logger, string node, long number);

    [LoggerMessage(EventId = 1208, Level = LogLevel.Error, Message = "What {Node} told of recordings could not be kept, one of {Count} since this was last said; it tells it again")]
    private static partial void LogNotKept(ILogger logger, string node, long count, Exception exception);

    [LoggerMessage(EventId = 1209, Level = LogLevel.Error, Message = "The chain of recordings could not be told to the parent; tried again")]
    private static partial void LogNotTold(ILogger logger, Exception exception);

    private sealed record Telling(ParentLine Parent, ChainTelling Chains, CancellationTokenSource Ending);
}
