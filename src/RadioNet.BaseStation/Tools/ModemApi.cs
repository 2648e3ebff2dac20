using System.Threading.Channels;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.BaseStation.Modems;
using RadioNet.Protocols.Mmdvm;
using Status = Grpc.Core.Status;

namespace RadioNet.BaseStation.Tools;

/// <summary>The modem service of a running base station.</summary>
/// <param name="carriers">Its carriers.</param>
public sealed class ModemApi(IReadOnlyList<ICarrierAccess> carriers) : ModemService.ModemServiceBase, IDisposable
{
    private const int MostKeptFrames = 1024;
    private static readonly TimeSpan StatusLimit = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, TransmitGuard> _guards = carriers.ToDictionary(carrier => carrier.Id, carrier => new TransmitGuard(carrier));

    /// <inheritdoc/>
    public override async Task<ModemProbe> Probe(ModemRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var carrier = Find(request.Carrier);
        var (condition, health) = (carrier.Condition, carrier.Health);
        var probe = new ModemProbe
        {
            Carrier = carrier.Id,
            Phase = ModemWire.Of(condition.Phase),
            Bursts = health.Bursts,
            Refusals = health.Refusals,
            Losses = health.Losses,
            Restarts = health.Restarts,
            DiscardedOctets = health.DiscardedOctets,
            Planned = carrier.Planned?.ToString() ?? "",
        };
        if (condition.Cause is { } cause) probe.Cause = new LocalizedText { Vi = cause.Text.Vi, En = cause.Text.En };
        if (carrier.Modem is { } modem) probe.Version = ModemWire.Frame(modem.Write);
        if (condition.Phase is ModemPhase.Ready or ModemPhase.Maintenance) probe.Status = await StatusAsync(carrier, context.CancellationToken).ConfigureAwait(false);
        return probe;
    }

    /// <inheritdoc/>
    public override async Task Monitor(ModemRequest request, IServerStreamWriter<HeardModemFrame> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        var carrier = Find(request.Carrier);
        var frames = NewChannel();
        using var watching = Watch(carrier, frames.Writer);
        using var presence = _guards[carrier.Id].Enter();
        await context.WriteResponseHeadersAsync([]).ConfigureAwait(false);
        try
        {
            await foreach (var frame in frames.Reader.ReadAllAsync(context.CancellationToken).ConfigureAwait(false))
            {
                await responseStream.WriteAsync(new HeardModemFrame { Octets = ByteString.CopyFrom(frame.Octets.Span), At = frame.At.ToDuration() }).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has gone.
        }
    }

    /// <inheritdoc/>
    public override async Task<ModemReply> Request(ModemOrder request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        var carrier = Find(request.Carrier);
        if (!ModemFrame.TryRead(request.Octets.Span, out var frame))
            throw new RpcException(new Status(StatusCode.InvalidArgument, "octets: that is no whole frame of the modem protocol."));
        _guards[carrier.Id].See(frame);
        var answer = await carrier.RequestAsync(request.Octets.ToByteArray()).ConfigureAwait(false);
        return new ModemReply { Outcome = ModemWire.Of(answer.Kind), Reason = (uint)(answer.Reason ?? 0), Octets = ByteString.CopyFrom(answer.Reply.Span) };
    }

    /// <summary>Watches over no transmission any more: the base station stops, which puts its modems to rest.</summary>
    public void Dispose()
    {
        foreach (var guard in _guards.Values) guard.Dispose();
    }

    private static Channel<HeardFrame> NewChannel() =>
        Channel.CreateBounded<HeardFrame>(new BoundedChannelOptions(MostKeptFrames) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private static IDisposable Watch(ICarrierAccess carrier, ChannelWriter<HeardFrame> frames) =>
        carrier.Watch(frames) ?? throw new RpcException(new Status(StatusCode.FailedPrecondition, $"The carrier {carrier.Id} has no plan yet: the base station has not reached its node."));

    /// <summary>The next status of the station's own questions.</summary>
    private static async Task<ByteString> StatusAsync(ICarrierAccess carrier, CancellationToken cancel)
    {
        var frames = NewChannel();
        using var watching = Watch(carrier, frames.Writer);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(StatusLimit);
        try
        {
            while (true)
            {
                var heard = await frames.Reader.ReadAsync(limit.Token).ConfigureAwait(false);
                if (ModemFrame.TryRead(heard.Octets.Span, out var frame) && frame.Command == ModemCommand.GetStatus)
                    return ByteString.CopyFrom(heard.Octets.Span);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return ByteString.Empty;
        }
    }

    private ICarrierAccess Find(string id)
    {
        var found = id.Length > 0 ? carriers.FirstOrDefault(carrier => carrier.Id == id) : carriers.Count == 1 ? carriers[0] : null;
        return found ?? throw new RpcException(new Status(
            StatusCode.NotFound, $"Name one of the base station's carriers with --carrier: {string.Join(", ", carriers.Select(carrier => carrier.Id))}."));
    }
}
