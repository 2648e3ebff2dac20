using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.BaseStation.Carriers;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Repeater;
using RadioNet.BaseStation.Tools;
using RadioNet.CallControl;
using RadioNet.Plan;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Measurement;
using Condition = RadioNet.Api.ModemCondition;

namespace RadioNet.BaseStation.Hosting;

/// <summary>One carrier of a station: joins its host (modem and repeater) with the node's voice, decisions and ears.</summary>
internal sealed class StationCarrier(string id, ModemPortAddress modem, StationController station, TimeProvider time, ILoggerFactory loggers)
    : IStationCarrier, ICarrierUser, IVoiceLinkListener, ICarrierAccess
{
    private readonly StationAccess _access = new(time);
    private readonly CarrierAlarms _alarms = new(id, station);
    private readonly CarrierVoice _voice = new(loggers.CreateLogger<CarrierVoice>(), time);
    private readonly Lock _gate = new();
    private volatile CarrierHost? _host;
    private volatile Heard? _heard;
    private volatile bool _isPlanned;
    private bool _isStarted;

    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public bool IsQuiet => _host is not { IsBusy: true };

    /// <inheritdoc/>
    public bool IsReady => !_isPlanned || _host?.Condition.Phase is ModemPhase.Ready or ModemPhase.Maintenance;

    /// <inheritdoc/>
    VersionReply? ICarrierAccess.Modem => _host?.Modem;

    /// <inheritdoc/>
    Modems.ModemCondition ICarrierAccess.Condition => _host?.Condition ?? new Modems.ModemCondition(ModemPhase.Opening);

    /// <inheritdoc/>
    public BenchCarrier? Planned { get; private set; }

    /// <inheritdoc/>
    ModemHealth ICarrierAccess.Health => _host?.Health ?? default;

    /// <inheritdoc/>
    public void Start()
    {
        lock (_gate)
        {
            _isStarted = true;
            _host?.Start();
        }
    }

    /// <inheritdoc/>
    public LocalizedText? Obey(PlanIndex plan, SlotPort? port)
    {
        _access.Set(plan, port);
        _isPlanned = port is not null;
        Planned = port is null ? null : BenchCarrier.Of(port.BaseStation!, port.Carrier!);
        if (port is null)
        {
            Rest();
            return null;
        }

        try
        {
            Configure(new CarrierSetup(
                PlannedCarrier.Modem(port.BaseStation!, port.Carrier!), PlannedCarrier.Repeater(port.BaseStation!, port.Carrier!), port.BaseStation!.CwId.Text));
            return null;
        }
        catch (ArgumentException refused)
        {
            return new LocalizedText { Vi = $"{id}: {refused.Message}", En = $"{id}: {refused.Message}" };
        }
    }

    /// <inheritdoc/>
    public void Connect(VoiceSession voice, IPAddress node)
    {
        // Without a way for voice it goes on by itself, also when it had one.
        var isUp = _voice.Open(voice, node, this);
        _host?.PostLinkState(isUp);
    }

    /// <inheritdoc/>
    public void Disconnect()
    {
        _voice.Close();
        _host?.PostLinkState(isUp: false);
    }

    /// <inheritdoc/>
    public void Decide(SpurtDecision decision) => _host?.PostDecision(
        decision.Slot == 2 ? Timeslot.Two : Timeslot.One,
        new RadioId(decision.Source),
        decision.Target,
        decision.Outcome switch
        {
            SpurtOutcome.Granted => FloorOutcome.Granted,
            SpurtOutcome.Denied => FloorOutcome.Denied,
            SpurtOutcome.Queued => FloorOutcome.Queued,
            SpurtOutcome.Stopped => FloorOutcome.Stopped,
            _ => FloorOutcome.Undecided,
        },
        Reasons.Parse(decision.Reason));

    /// <inheritdoc/>
    public CarrierHealth Health()
    {
        var host = _host;
        var health = host?.Health ?? default;
        return new CarrierHealth
        {
            Carrier = id,
            Modem = host?.Condition.Phase switch
            {
                ModemPhase.Ready or ModemPhase.Maintenance => Condition.Ready,
                ModemPhase.Lost or ModemPhase.Refused => Condition.Lost,
                _ => Condition.Opening,
            },
            Description = host?.Modem?.Description ?? "",
            Port = modem.ToString(),
            Transmitting = host?.IsTransmitting ?? false,
            Overflows = (ulong)(health.AdcOverflows + health.DacOverflows + health.ReceiveOverflows + health.TransmitOverflows),
            Reopened = (ulong)health.Losses,
            BerPercent = _heard?.Ber ?? 0,
            Rssi = _heard?.Rssi ?? 0,
            ToNetworkP99Microseconds = P99(host?.Figures.ToNetwork),
            ToSlotP99Microseconds = P99(host?.Figures.ToSlot),
            PlayoutMilliseconds = { Playout(host, Timeslot.One), Playout(host, Timeslot.Two) },
        };
    }

    /// <inheritdoc/>
    public Task<ModemAnswer> RequestAsync(ReadOnlyMemory<byte> frame) => _host?.RequestAsync(frame) ?? Task.FromResult(ModemAnswer.NotSent);

    /// <inheritdoc/>
    public IDisposable? Watch(ChannelWriter<HeardFrame> frames) => _host?.Watch(frames);

    /// <inheritdoc/>
    public void SendToNetwork(in LinkBurst head, ReadOnlySpan<byte> burst, in UplinkPlace place) => _voice.Send(head, burst, place);

    /// <inheritdoc/>
    public void Tell(in RepeaterEvent said)
    {
        switch (said.Kind)
        {
            case RepeaterEventKind.SpurtStarted or RepeaterEventKind.SpurtRefused:
                station.Request(new SpurtRequest
                {
                    Carrier = id,
                    Slot = (uint)said.Slot,
                    Kind = said.IsData ? SpurtKind.Data : SpurtKind.Voice,
                    TargetIsRadio = said.TargetKind == AddressKind.Unit,
                    Source = said.Source.Value,
                    Target = said.Target,
                    ServiceOptions = said.Options.Value,
                    Refused = said.Kind == RepeaterEventKind.SpurtRefused ? Reasons.Word(said.Reason) : "",
                });
                break;
            case RepeaterEventKind.SpurtEnded when !said.IsData:
                _heard = new Heard(said.Reception.BitErrorPercent ?? 0, said.Reception.RssiMean ?? 0);
                break;
            case RepeaterEventKind.DutyLimitReached or RepeaterEventKind.DutyLimitOver:
                _alarms.DutyLimit(said.Kind == RepeaterEventKind.DutyLimitOver);
                break;
        }
    }

    /// <inheritdoc/>
    public void OnCondition(Modems.ModemCondition condition)
    {
        _alarms.Condition(condition, modem);
        station.TellHealth();
    }

    /// <inheritdoc/>
    public void OnAlarm(ModemAlarm alarm) => _alarms.Modem(alarm);

    /// <inheritdoc/>
    public void OnOther(in ModemFrame frame)
    {
    }

    /// <inheritdoc/>
    public void Take(in VoiceLinkPacket packet, long arrived) =>
        _host?.PostBurst(packet.Burst, packet.Header.Ssrc, packet.Header.Timestamp, packet.Payload);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _host?.Dispose();
            _voice.Close();
        }
    }

    private static uint P99(LatencyHistogram? figures) => figures is { Count: > 0 } ? (uint)figures.Percentile(0.99) : 0;

    private static uint Playout(CarrierHost? host, Timeslot slot) => (uint)(host?.PlayoutDelay(slot).TotalMilliseconds ?? 0);

    /// <summary>Puts its modem to rest and closes its port; what it complained of is over.</summary>
    private void Rest()
    {
        lock (_gate)
        {
            _host?.Dispose();
            _host = null;
            _voice.Close();
            _alarms.Clear();
        }
    }

    private void Configure(CarrierSetup setup)
    {
        lock (_gate)
        {
            if (_host is { } host)
            {
                host.Configure(setup);
                return;
            }

            _host = new CarrierHost(new CarrierOptions { Id = id, Modem = modem }, setup, _access.Check, this, time);
            if (_voice.IsOpen)
            {
                _host.PostLinkState(isUp: true);
            }

            if (_isStarted)
            {
                _host.Start();
            }
        }
    }

    private sealed record Heard(double Ber, int Rssi);
}
