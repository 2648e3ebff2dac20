using Google.Protobuf;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Recordings;
using RadioNet.Core.Records;
using RadioNet.Voice.Recording;
using Status = Grpc.Core.Status;

namespace RadioNet.Core.Services;

/// <summary>What was said, as people hear it.</summary>
internal sealed partial class ConsoleApi
{
    private const int LongestId = 200, Chunk = 64 * 1024;

    private static readonly SemaphoreSlim _decoding = new(1);

    public override async Task Replay(ReplayRequest request, IServerStreamWriter<ReplayOctets> responseStream, ServerCallContext context)
    {
        var who = Who(context);
        if (request.Call.Length is 0 or > LongestId)
        {
            throw Refusal.Field("call", $"must be a call's id, of 1 to {LongestId} characters.");
        }

        var call = live.Running.FirstOrDefault(one => one.Id == request.Call)
            ?? (store.Search(new RecordQuery { Id = request.Call, Limit = 1 }) is [var ended, ..] ? ended : null);
        var part = request.Part == 0 ? 1 : request.Part;
        // Of a call that one may not hear nobody says that it was.
        var octets = call is null || !Concerns(call, who) || part < 1 ? null : await RecordedAsync(call, part, context.CancellationToken).ConfigureAwait(false);
        if (octets is null)
        {
            throw Refusal.NotFound($"There is no recording of call {request.Call}{(part > 1 ? $", part {part}" : "")} for you.");
        }

        // One at a time: a long recording takes a processor seconds, and calls need processors.
        await _decoding.WaitAsync(context.CancellationToken).ConfigureAwait(false);
        byte[] wav;
        try
        {
            wav = RecordingSpeech.TryDecode(octets, vocoders.Catalogue, out var samples, out var refusal)
                ? SpeechWav.Of(samples)
                : throw new RpcException(new Status(StatusCode.FailedPrecondition, refusal.En));
        }
        finally
        {
            _decoding.Release();
        }

        for (var at = 0; at < wav.Length; at += Chunk)
        {
            var some = ByteString.CopyFrom(wav.AsSpan(at, Math.Min(Chunk, wav.Length - at)));
            await responseStream.WriteAsync(new ReplayOctets { Octets = some }, context.CancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A part of what was recorded of a call: this node's, and behind them those of lower nodes; null when there are not so many.</summary>
    private async Task<byte[]?> RecordedAsync(CallRecord call, int part, CancellationToken cancel)
    {
        var files = folder.FilesOf(call.Id, call.Started);
        if (part <= files.Count)
        {
            return RecordingFolder.Read(files[part - 1]);
        }

        var below = lower.Of(call.Id, call.Started);
        return part - files.Count <= below.Count ? await LowerFiles.ReadAsync(fetch, below[part - files.Count - 1], cancel).ConfigureAwait(false) : null;
    }
}
