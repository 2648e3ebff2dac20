using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using RadioNet.Api;
using RadioNet.BaseStation.Modems;
using RadioNet.Protocols.Mmdvm;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;
using Status = Grpc.Core.Status;

namespace RadioNet.BaseStation.Tools;

/// <summary>A modem at the base station that has its port, for tools: the station goes on running.</summary>
public sealed class StationModem : IModemAccess
{
    private const int MostKeptFrames = 1024;

    private readonly GrpcChannel _channel;
    private readonly ModemService.ModemServiceClient _service;
    private readonly StationAddress _address;
    private readonly string _carrier;
    private readonly AsyncServerStreamingCall<HeardModemFrame> _monitor;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Channel<HeardFrame> _frames = Channel.CreateBounded<HeardFrame>(
        new BoundedChannelOptions(MostKeptFrames) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly Task _reading;

    private StationModem(StationAddress address, GrpcChannel channel, string carrier, AsyncServerStreamingCall<HeardModemFrame> monitor)
    {
        (_address, _channel, _carrier, _monitor) = (address, channel, carrier, monitor);
        _service = new ModemService.ModemServiceClient(channel);
        _reading = ReadAsync();
    }

    /// <inheritdoc/>
    public string Name => _carrier.Length == 0 ? _address.Text : $"{_address.Text} {_carrier}";

    /// <inheritdoc/>
    public bool IsPort => false;

    /// <inheritdoc/>
    public ChannelReader<HeardFrame> Frames => _frames.Reader;

    /// <summary>Finds a carrier of a running base station.</summary>
    /// <param name="address">Where it serves tools.</param>
    /// <param name="carrier">The carrier's id; empty when the base station has one alone.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="ModemAccessException">There is none.</exception>
    public static async Task<StationModem> OpenAsync(StationAddress address, string carrier, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(address);
        var channel = address.Open();
        AsyncServerStreamingCall<HeardModemFrame>? monitor = null;
        try
        {
            monitor = new ModemService.ModemServiceClient(channel).Monitor(new ModemRequest { Carrier = carrier }, cancellationToken: CancellationToken.None);
            await monitor.ResponseHeadersAsync.WaitAsync(cancel).ConfigureAwait(false);
            return new StationModem(address, channel, carrier, monitor);
        }
        catch (Exception failed)
        {
            monitor?.Dispose();
            channel.Dispose();
            if (failed is RpcException refused) throw Explain(address, refused);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<ModemFindings> ProbeAsync(CancellationToken cancel) => GuardAsync(async () =>
    {
        var probe = await _service.ProbeAsync(new ModemRequest { Carrier = _carrier }, cancellationToken: cancel).ConfigureAwait(false);
        var modem = VersionOf(probe.Version.Span);
        return new ModemFindings
        {
            Modem = modem,
            Status = modem is null ? null : StatusOf(probe.Status.Span, modem.Protocol),
            Condition = new Modems.ModemCondition(ModemWire.Of(probe.Phase), probe.Cause is { } cause ? new ModemFault(ModemFaultKind.Port, new LocalizedText(cause.Vi, cause.En)) : null),
            Planned = probe.Planned.Length == 0 ? null : BenchCarrier.Parse(probe.Planned),
            Health = new ModemHealth
            {
                Bursts = probe.Bursts,
                Refusals = probe.Refusals,
                Losses = probe.Losses,
                Restarts = probe.Restarts,
                DiscardedOctets = probe.DiscardedOctets,
            },
        };
    });

    /// <inheritdoc/>
    public async Task<ModemAnswer> RequestAsync(ReadOnlyMemory<byte> frame, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await GuardAsync(async () =>
            {
                var reply = await _service.RequestAsync(new ModemOrder { Carrier = _carrier, Octets = ByteString.CopyFrom(frame.Span) }, cancellationToken: cancel).ConfigureAwait(false);
                return ModemAnswer.Of(ModemWire.Of(reply.Outcome), reply.Reason == 0 ? null : (NakReason)reply.Reason, reply.Octets.ToByteArray());
            }).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        _monitor.Dispose();
        await _reading.ConfigureAwait(false);
        _channel.Dispose();
    }

    private static VersionReply? VersionOf(ReadOnlySpan<byte> octets) =>
        ModemFrame.TryRead(octets, out var frame) && VersionReply.TryRead(frame, out var modem) ? modem : null;

    private static StatusReply? StatusOf(ReadOnlySpan<byte> octets, ModemProtocol protocol) =>
        ModemFrame.TryRead(octets, out var frame) && StatusReply.TryRead(frame, protocol, out var status) ? status : null;

    private static ModemAccessException Explain(StationAddress address, RpcException refused) => refused.StatusCode switch
    {
        StatusCode.NotFound or StatusCode.FailedPrecondition or StatusCode.InvalidArgument => new(LocalizedText.Same(refused.Status.Detail)),
        StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled => new(new LocalizedText(
            $"Không có trạm gốc nào trả lời ở {address.Text}. Trạm có đang chạy không, và đó có phải tệp {StationAddress.SocketName} trong thư mục dữ liệu của nó không?",
            $"No base station answers at {address.Text}. Does it run, and is this the {StationAddress.SocketName} in its data folder?")),
        _ => new(LocalizedText.Same($"{address.Text}: {refused.Status.Detail}")),
    };

    private async Task<T> GuardAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (RpcException refused)
        {
            throw Explain(_address, refused);
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var frame in _monitor.ResponseStream.ReadAllAsync(_stop.Token).ConfigureAwait(false))
            {
                _frames.Writer.TryWrite(new HeardFrame(frame.Octets.ToByteArray(), frame.At.ToTimeSpan()));
            }

            _frames.Writer.TryComplete(Explain(_address, new RpcException(new Status(StatusCode.Unavailable, ""))));
        }
        catch (Exception ended) when (ended is RpcException or OperationCanceledException or ObjectDisposedException)
        {
            bool isOurs = _stop.IsCancellationRequested || ended is not RpcException;
            _frames.Writer.TryComplete(isOurs ? null : Explain(_address, (RpcException)ended));
        }
    }
}
