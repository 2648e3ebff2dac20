using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Core.Calls;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Ports.Sites;

/// <summary>
/// Stores what base stations decided by themselves, each once (contract: <c>LocalRecord</c> in <c>site_link.proto</c>): one after the
/// other for each station, whatever becomes of its link meanwhile. Safe from any thread; who brings a record waits for nothing.
/// </summary>
internal sealed partial class StationRecords(
    IRecordStore store, RecordWriter writer, AlarmRaiser alarms, NodeIdentity node, TimeProvider time, ILogger<StationRecords> log) : IAsyncDisposable
{
    /// <summary>Records of one station that wait: more than it may have on their way at once.</summary>
    private const int MostWaiting = 256;

    /// <summary>Logs of one station of which it is remembered how far they are stored.</summary>
    private const int MostLogs = 8;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Lazy<Intake>> _intakes = new();
    private readonly SeldomLines _lines = new(time);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Takes a record. A station that sends more than it may is let go.</summary>
    public void Take(AttachedStation station, LocalRecord record)
    {
        var intake = _intakes.GetOrAdd(station.Name, name => new Lazy<Intake>(() => Begin(name))).Value;
        if (!intake.Waiting.Writer.TryWrite((station, record)))
        {
            station.LetGo();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_intakes.Values.Select(intake => intake.Value.Running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    [LoggerMessage(EventId = 1131, Level = LogLevel.Warning, Message = "Base station {Station} kept {Count} records that are none, {Problem}; they are left out")]
    private static partial void LogNoRecords(ILogger logger, string station, long count, string problem);

    [LoggerMessage(EventId = 1132, Level = LogLevel.Error, Message = "The records that base station {Station} kept could not be stored; tried again")]
    private static partial void LogRefused(ILogger logger, Exception? exception, string station);

    private Intake Begin(string name)
    {
        var waiting = Channel.CreateBounded<(AttachedStation, LocalRecord)>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
        return new Intake(waiting, Task.Run(() => RunAsync(name, waiting.Reader)));
    }

    private async Task RunAsync(string name, ChannelReader<(AttachedStation Station, LocalRecord Record)> waiting)
    {
        var stored = new Dictionary<uint, ulong>();
        var group = new List<LocalRecord>();
        while (await waiting.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
        {
            group.Clear();
            if (stored.Count > MostLogs)
            {
                stored.Clear();
            }

            AttachedStation? last = null;
            while (waiting.TryRead(out var next))
            {
                group.Add(next.Record);
                last = next.Station;
            }

            while (!await TryStoreAsync(last!, group, stored).ConfigureAwait(false))
            {
                stored.Clear();
                await Task.Delay(Retry, time, _stop.Token).ConfigureAwait(false);
            }

            foreach (var of in group.Select(record => record.Log).Distinct())
            {
                last!.Send(new ToBaseStation { RecordStored = new LocalRecordsStored { Log = of, Sequence = stored[of] } });
            }
        }
    }

    private async Task<bool> TryStoreAsync(AttachedStation station, List<LocalRecord> group, Dictionary<uint, ulong> stored)
    {
        try
        {
            return await StoreAsync(station, group, stored).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            LogRefused(log, refused, station.Name);
            return false;
        }
    }

    /// <summary>Stores what is new; <paramref name="stored"/> tells how far each log is stored, and is right when this is true.</summary>
    private async Task<bool> StoreAsync(AttachedStation station, List<LocalRecord> group, Dictionary<uint, ulong> stored)
    {
        var calls = new List<CallRecord>();
        var (wrong, problem) = (0, "");
        foreach (var record in group)
        {
            if (!stored.TryGetValue(record.Log, out var known))
            {
                stored[record.Log] = known = store.LargestSequence(station.Name, record.Log);
            }

            if (record.Sequence <= known)
            {
                continue;
            }

            var now = time.GetUtcNow();
            var said = "what: it is empty.";
            if (record.Call is { } kept && LocalRecords.Read(kept, station.Site, station.BaseStation, node.Id, now, out said) is { } call)
            {
                calls.Add(call with { Origin = new RecordOrigin(station.Name, record.Log, record.Sequence) });
            }
            else if (record.Emergency is { } emergency && LocalRecords.Read(emergency, station.Site, now, out said) is { } alarm)
            {
                if (!alarms.IsKnown(alarm.Radio))
                {
                    (wrong, problem) = (wrong + 1, "emergency.radio: the plan has no such subscriber.");
                }
                else if (!await alarms.Raise(alarm).ConfigureAwait(false))
                {
                    LogRefused(log, null, station.Name);
                    return false;
                }
            }
            else
            {
                (wrong, problem) = (wrong + 1, said);
            }

            stored[record.Log] = record.Sequence;
        }

        if (wrong > 0 && _lines.Due(station.Name, wrong) is > 0 and var count)
        {
            LogNoRecords(log, station.Name, count, problem);
        }

        if (calls.Count == 0 || await writer.StoreAsync(calls).ConfigureAwait(false))
        {
            return true;
        }

        LogRefused(log, null, station.Name);
        return false;
    }

    private sealed record Intake(Channel<(AttachedStation, LocalRecord)> Waiting, Task Running);
}
