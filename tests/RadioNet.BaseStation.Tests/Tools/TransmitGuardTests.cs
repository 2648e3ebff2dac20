using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Tools;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tests.Tools;

/// <summary>What a tool that died left transmitting at a base station ends.</summary>
public sealed class TransmitGuardTests
{
    private static readonly byte[] _calibrate = Frame(new CalibrationTransmit(true).Write), _calibrateOff = Frame(new CalibrationTransmit(false).Write);
    private static readonly byte[] _start = Frame(new DmrStart(true).Write), _startOff = Frame(new DmrStart(false).Write);

    private readonly FakeTimeProvider _time = new();
    private readonly HeardCarrier _carrier = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_tool_that_goes_leaves_no_transmission(bool isDuplex)
    {
        using var guard = new TransmitGuard(_carrier, _time);
        var presence = guard.Enter();
        See(guard, isDuplex ? _start : _calibrate);
        Assert.Empty(_carrier.Requests);

        presence.Dispose();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([isDuplex ? _startOff : _calibrateOff], _carrier.Requests);
    }

    [Fact]
    public void Idle_bursts_end_by_themselves_unless_they_are_switched_on_again()
    {
        using var guard = new TransmitGuard(_carrier, _time);
        using var presence = guard.Enter();
        See(guard, _start);
        _time.Advance(TransmitGuard.Limit - TimeSpan.FromSeconds(1));
        See(guard, _start);
        _time.Advance(TransmitGuard.Limit - TimeSpan.FromSeconds(1));
        Assert.Empty(_carrier.Requests);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([_startOff], _carrier.Requests);

        See(guard, _start);
        See(guard, _startOff);
        _time.Advance(TransmitGuard.Limit * 2);
        Assert.Single(_carrier.Requests);
    }

    [Fact]
    public void What_a_busy_carrier_did_not_take_is_tried_again()
    {
        using var guard = new TransmitGuard(_carrier, _time);
        See(guard, _start);
        _carrier.Answer = ModemAnswerKind.NotSent;
        _time.Advance(TransmitGuard.Limit);
        _carrier.Answer = ModemAnswerKind.Sent;
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([_startOff, _startOff], _carrier.Requests);
    }

    [Fact]
    public async Task A_desk_at_a_base_station_switches_a_long_transmission_on_again()
    {
        var access = new HeardAccess();
        await using var desk = await ModemDesk.TakeAsync(access, CancellationToken.None, TimeSpan.FromSeconds(60), _time);
        await desk.SetUpAsync(BenchCarrier.Default.Setup, ModemState.Dmr, CancellationToken.None);
        await desk.TransmitAsync(true, CancellationToken.None);
        access.Requests.Clear();

        for (int second = 1; second < 60; second++) _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([_start, _start, _start], access.Requests);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(_startOff, access.Requests[^1]);
        Assert.False(desk.IsTransmitting);
    }

    [Fact]
    public async Task A_frequency_that_the_modem_took_is_told_again_when_the_rest_was_refused()
    {
        var access = new HeardAccess();
        await using var desk = await ModemDesk.TakeAsync(access, CancellationToken.None, time: _time);
        var first = BenchCarrier.Default.Setup;
        var other = first with { Frequency = first.Frequency with { ReceiveHertz = 434_000_000 } };
        await desk.SetUpAsync(first, ModemState.Dmr, CancellationToken.None);
        access.Refused = ModemCommand.SetConfig;
        await Assert.ThrowsAsync<ModemAccessException>(() => desk.SetUpAsync(other, ModemState.Dmr, CancellationToken.None));
        access.Refused = null;
        access.Requests.Clear();

        await desk.SetUpAsync(first, ModemState.Dmr, CancellationToken.None);

        Assert.Contains(access.Requests, frame => ModemFrame.TryRead(frame, out var read) && read.Command == ModemCommand.SetFrequency);
    }

    private static void See(TransmitGuard guard, byte[] octets)
    {
        Assert.True(ModemFrame.TryRead(octets, out var frame));
        guard.See(frame);
    }

    private static byte[] Frame(Writer write)
    {
        byte[] frame = new byte[byte.MaxValue];
        return frame[..write(frame)];
    }

    private delegate int Writer(Span<byte> destination);

    private sealed class HeardCarrier : ICarrierAccess
    {
        public List<byte[]> Requests { get; } = [];

        public ModemAnswerKind Answer { get; set; } = ModemAnswerKind.Sent;

        public string Id => "c1";

        public VersionReply? Modem => null;

        public ModemCondition Condition => new(ModemPhase.Maintenance);

        public ModemHealth Health => default;

        public BenchCarrier? Planned => null;

        public Task<ModemAnswer> RequestAsync(ReadOnlyMemory<byte> frame)
        {
            Requests.Add(frame.ToArray());
            return Task.FromResult(ModemAnswer.Of(Answer));
        }

        public IDisposable? Watch(ChannelWriter<HeardFrame> frames) => null;
    }

    /// <summary>A modem at a base station that takes everything but one command.</summary>
    private sealed class HeardAccess : IModemAccess
    {
        public List<byte[]> Requests { get; } = [];

        public ModemCommand? Refused { get; set; }

        public string Name => "station";

        public bool IsPort => false;

        public ChannelReader<HeardFrame> Frames { get; } = Channel.CreateUnbounded<HeardFrame>().Reader;

        public Task<ModemFindings> ProbeAsync(CancellationToken cancel) => Task.FromResult(new ModemFindings { Modem = new VersionReply { Modes = ModemModes.Dmr } });

        public Task<ModemAnswer> RequestAsync(ReadOnlyMemory<byte> frame, CancellationToken cancel)
        {
            Requests.Add(frame.ToArray());
            ModemFrame.TryRead(frame.Span, out var read);
            return Task.FromResult(read.Command == Refused ? ModemAnswer.Of(ModemAnswerKind.Refused, NakReason.WrongData) : ModemAnswer.Of(ModemAnswerKind.Acknowledged));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
