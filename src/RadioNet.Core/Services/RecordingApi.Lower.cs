using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Recordings;
using RadioNet.Core.Records;

namespace RadioNet.Core.Services;

/// <summary>What lower nodes recorded: listed by what is kept of their chains, and fetched from there when somebody wants to hear it.</summary>
internal sealed partial class RecordingApi
{
    public override async Task Kept(KeptChainRequest request, IServerStreamWriter<KeptChainLine> responseStream, ServerCallContext context)
    {
        if (!kept.Nodes.Contains(request.Node, StringComparer.Ordinal))
        {
            throw Refusal.NotFound($"This node keeps no chain of recordings of a node {request.Node}. It keeps those of: {string.Join(", ", kept.Nodes.Order(StringComparer.Ordinal))}.");
        }

        foreach (var line in kept.LinesOf(request.Node))
        {
            await responseStream.WriteAsync(new KeptChainLine { Line = line }, context.CancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The octets of a lower node's recording; null when there is none.</summary>
    /// <exception cref="RpcException">It is not in reach, or not what was closed.</exception>
    private async Task<byte[]?> FetchAsync(CallRecord call, int part, string node, CancellationToken cancel)
    {
        if (lower.Of(call.Id, call.Started).FirstOrDefault(one => LowerFiles.PartOf(one) == part && (node.Length == 0 || one.Node == node)) is not { } entry)
        {
            return null;
        }

        return await LowerFiles.ReadAsync(fetch, entry, cancel).ConfigureAwait(false);
    }

    private Recording Of(CallRecord call, RecordingEntry entry)
    {
        var recording = new Recording
        {
            Call = call.Id,
            Part = LowerFiles.PartOf(entry),
            File = entry.File,
            Talkgroup = entry.Talkgroup ?? call.Target,
            TalkgroupName = call.TargetName,
            Started = entry.Started!.Value.ToTimestamp(),
            Ended = entry.Ended!.Value.ToTimestamp(),
            Octets = entry.Octets ?? 0,
            Spurts = entry.Spurts ?? 0,
            Frames = entry.Frames ?? 0,
            Missing = entry.Missing ?? 0,
            Unrecorded = entry.Unrecorded ?? 0,
            Emergency = call.Emergency,
            Node = entry.Node,
            Away = !fetch.IsInReach(entry.Node),
        };
        recording.Talkers.Add(TalkersOf(call, entry.Radios ?? []));
        recording.Sites.Add(call.Sites);
        return recording;
    }
}
