using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Recordings;
using RadioNet.Core.Recordings.Lower;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Voice.Recording;

namespace RadioNet.Core.Services;

/// <summary>What this node recorded, and the nodes below it as their chains say. A call's files are found by its record.</summary>
internal sealed partial class RecordingApi(
    LiveCalls live, IRecordStore store, RecordingFolder folder, Recall recall, LowerRecordings lower, RecordingFetch fetch, KeptChains kept)
    : RecordingService.RecordingServiceBase
{
    /// <summary>Calls that one request looks through at most; the next page goes on behind them.</summary>
    private const int MostCalls = 10_000;

    private const int Chunk = 64 * 1024;

    private const int LongestId = 200;

    public override Task<ListRecordingsResponse> List(ListRecordingsRequest request, ServerCallContext context)
    {
        var asked = request.Calls ?? new ListCallsRequest();
        var limit = Refusal.PageSize(asked.PageSize, 50);
        var query = CallApi.Query(asked);
        var response = new ListRecordingsResponse();
        var running = asked.PageToken.Length == 0 ? live.Running.Reverse().Where(query.Matches).ToList() : [];
        response.Recordings.Add(running.SelectMany(RecordingsOf));
        var known = running.Select(call => call.Id).ToHashSet();
        for (var looked = 0; looked < MostCalls && response.Recordings.Count < limit;)
        {
            var some = store.Search(query with { Limit = ApiLimits.LargestPage });
            foreach (var call in some)
            {
                if (response.Recordings.Count >= limit)
                {
                    break;
                }

                (query, looked) = (query with { Before = call.Number }, looked + 1);
                response.Recordings.Add(known.Contains(call.Id) ? [] : RecordingsOf(call));
            }

            if (some.Count < ApiLimits.LargestPage && (some.Count == 0 || query.Before == some[^1].Number))
            {
                return Task.FromResult(response);
            }
        }

        response.NextPageToken = Refusal.NextToken(true, query.Before);
        return Task.FromResult(response);
    }

    public override async Task Read(ReadRecordingRequest request, IServerStreamWriter<RecordingOctets> responseStream, ServerCallContext context)
    {
        if (request.Call.Length is 0 or > LongestId)
        {
            throw Refusal.Field("call", $"must be a call's id, of 1 to {LongestId} characters.");
        }

        var call = live.Running.FirstOrDefault(one => one.Id == request.Call) ?? (store.Search(new RecordQuery { Id = request.Call, Limit = 1 }) is [var ended, ..] ? ended : null);
        var files = call is null || request.Node.Length > 0 ? [] : folder.FilesOf(call.Id, call.Started);
        var part = request.Part == 0 ? 1 : request.Part;
        var octets = part >= 1 && part <= files.Count ? RecordingFolder.Read(files[part - 1])
            : call is null ? null : await FetchAsync(call, part, request.Node, context.CancellationToken).ConfigureAwait(false);
        if (octets is null)
        {
            throw Refusal.NotFound($"This node has no recording of call {request.Call}{(part > 1 ? $", part {part}" : "")}. 'radionet recordings list' shows what it has.");
        }

        await SendAsync(octets, responseStream, context.CancellationToken).ConfigureAwait(false);
    }

    public override async Task Recall(RecallRequest request, IServerStreamWriter<RecordingOctets> responseStream, ServerCallContext context)
    {
        var octets = recall.Of(request.Talkgroup)
            ?? throw Refusal.NotFound($"Nothing that this node records was said on talkgroup {request.Talkgroup} in the last {RecentRecordings.Span.TotalSeconds:0} s.");
        await SendAsync(octets, responseStream, context.CancellationToken).ConfigureAwait(false);
    }

    private static async Task SendAsync(byte[] octets, IServerStreamWriter<RecordingOctets> to, CancellationToken cancel)
    {
        for (var at = 0; at < octets.Length; at += Chunk)
        {
            await to.WriteAsync(new RecordingOctets { Octets = ByteString.CopyFrom(octets.AsSpan(at, Math.Min(Chunk, octets.Length - at))) }, cancel).ConfigureAwait(false);
        }
    }

    private IEnumerable<Recording> RecordingsOf(CallRecord call) =>
        call.TargetIsRadio ? [] : folder.FilesOf(call.Id, call.Started).Select(path => Of(call, path)).OfType<Recording>()
            .Concat(lower.Of(call.Id, call.Started).Select(entry => Of(call, entry)));

    private Recording? Of(CallRecord call, string path)
    {
        if (RecordingFolder.Read(path) is not { } octets || RecordingSummary.Of(octets) is not { Header: { } header } summary)
        {
            return null;
        }

        var recording = new Recording
        {
            Call = call.Id,
            Part = header.Part,
            File = Path.GetRelativePath(folder.Root, path).Replace('\\', '/'),
            Open = summary.End is null,
            Talkgroup = header.Talkgroup,
            TalkgroupName = call.TargetName,
            Started = header.Started.ToTimestamp(),
            Ended = (header.Started + TimeSpan.FromMicroseconds(summary.LastAt)).ToTimestamp(),
            Octets = octets.Length,
            Spurts = summary.Spurts.Count,
            Frames = summary.Frames,
            Missing = summary.Missing,
            Unrecorded = summary.Unrecorded,
            Emergency = call.Emergency,
        };
        recording.Talkers.Add(TalkersOf(call, summary.Spurts.Select(spurt => spurt.Source.Value)));
        recording.Sites.Add(call.Sites);
        return recording;
    }

    /// <summary>The radios that talked, by name or number.</summary>
    private static IEnumerable<string> TalkersOf(CallRecord call, IEnumerable<uint> radios)
    {
        var names = call.Spurts.GroupBy(spurt => spurt.Source).ToDictionary(of => of.Key, of => of.First().SourceName);
        return radios.Distinct().Select(radio => names.GetValueOrDefault(radio) is { Length: > 0 } name ? $"{name} ({radio})" : $"{radio}");
    }
}
