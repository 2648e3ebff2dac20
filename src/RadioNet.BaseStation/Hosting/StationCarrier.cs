using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.BaseStation.Carriers;
using RadioNet.BaseStation.Fallback;
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
using HeardSpurt = RadioNet.BaseStation.Fallback.HeardSpurt;

namespace RadioNet.BaseStation.Hosting;

/// <summary>One carrier of a station: joins its host (modem and repeater) with the node's voice, the station's other carriers, and decisions.</summary>
internal sealed class StationCarrier(string id, ModemPortAddress modem, StationController station, TimeProvider time, ILoggerFactory loggers)
    : IStationCarrier, ICarrierUser, ILocalCarrier, ICarrierAccess
{
    private readonly StationAccess _access = new(time);
    private readonly CarrierAlarms _alarms = new(id, station);
    private readonly CarrierVoice _voice = new(loggers.CreateLogger<CarrierVoice>(), time);
    private readonly Lock _gate = new();
    private readonly long[] _spurts = new long[2];
    private LocalPort? _local;
    private uint _lastStream;
    private bool _isUp;
    private volatile CarrierHost? _host;
    private volatile LastHeard? _heard;
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
            _local ??= station.Routes.Open(id, this);
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
    public void Connect(VoiceSession voice, IPAddress node) => _voice.Open(voice, node, new NodeEar(this));

    /// <inheritdoc/>
    public void Disconnect() => _voice.Close();

    /// <inheritdoc/>
    public void Decided(HeardSpurt spurt, FloorOutcome outcome, Reason why) =>
        _host?.PostDecision(spurt.At.Slot, spurt.Source, spurt.Target, outcome, why);

    /// <inheritdoc/>
    public bool Hears(HeardSpurt spurt) => Volatile.Read(ref _spurts[IndexOf(spurt.At.Slot)]) == spurt.Ingress.Value;

    /// <inheritdoc/>
    public uint NextStream() => Interlocked.Increment(ref _lastStream);

    /// <inheritdoc/>
    public void Play(in LinkBurst head, uint stream, uint timestamp, ReadOnlySpan<byte> burst) => _host?.PostBurst(head, stream, timestamp, burst);

    /// <inheritdoc/>
    public CarrierHealth Health() => HealthOf.Carrier(id, modem, _host, _heard);

    /// <inheritdoc/>
    public Task<ModemAnswer> RequestAsync(ReadOnlyMemory<byte> frame) => _host?.RequestAsync(frame) ?? Task.FromResult(ModemAnswer.NotSent);

    /// <inheritdoc/>
    public IDisposable? Watch(ChannelWriter<HeardFrame> frames) => _host?.Watch(frames);

    /// <inheritdoc/>
    public void SendToNetwork(in LinkBurst head, ReadOnlySpan<byte> burst, in UplinkPlace place)
    {
        var source = _local!.Source(head.Slot);
        if (!source.IsLocal)
        {
            _voice.Send(head, burst, place);
        }

        source.Forward(head, burst, Math.Max(1, place.Ahead));
    }

    /// <inheritdoc/>
    public void Tell(in RepeaterEvent said)
    {
        switch (said.Kind)
        {
            case RepeaterEventKind.SpurtStarted:
                Begin(HeardSpurt.Of(said, id, station.Routes.NextSpurt(), time.GetUtcNow()));
                break;
            case RepeaterEventKind.SpurtRefused:
                var refused = HeardSpurt.Of(said, id, station.Routes.NextSpurt(), time.GetUtcNow());
                var why = said.Reason;
                station.Desk.Say(calls => calls.Refuse(refused, why));
                break;
            case RepeaterEventKind.SpurtChanged:
                var (spurt, options) = (new IngressId(_spurts[IndexOf(said.Slot)]), new CallControl.ServiceOptions(said.Options.Value));
                station.Desk.Say(calls => calls.LearnOptions(spurt, options));
                break;
            case RepeaterEventKind.SpurtEnded:
                End(said);
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
        if (condition.Phase == ModemPhase.Ready != _isUp)
        {
            _isUp = !_isUp;
            station.Desk.Say(_isUp ? calls => calls.CarrierUp(id) : calls => calls.CarrierDown(id));
        }

        station.TellHealth();
    }

    /// <inheritdoc/>
    public void OnAlarm(ModemAlarm alarm) => _alarms.Modem(alarm);

    /// <inheritdoc/>
    public void OnOther(in ModemFrame frame)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _host?.Dispose();
            _voice.Close();
        }
    }

    private static int IndexOf(Timeslot slot) => slot == Timeslot.Two ? 1 : 0;

    /// <summary>Puts its modem to rest and closes its port; what it complained of is over.</summary>
    private void Rest()
    {
        lock (_gate)
        {
            _host?.Dispose();
            _host = null;
            _voice.Close();
            if (_isUp)
            {
                _isUp = false;
                station.Desk.Say(calls => calls.CarrierDown(id));
            }

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

            _host = new CarrierHost(new CarrierOptions { Id = id, Modem = modem }, setup, _access.Check, this, time, loggers.CreateLogger<CarrierHost>());

            // To its repeater the network is always there: the node, or else the station's other carriers.
            _host.PostLinkState(isUp: true);
            if (_isStarted)
            {
                _host.Start();
            }
        }
    }

    private void Begin(HeardSpurt spurt)
    {
        _local!.Source(spurt.At.Slot).Begin(spurt.Ingress);
        Volatile.Write(ref _spurts[IndexOf(spurt.At.Slot)], spurt.Ingress.Value);
        station.Desk.Say(calls => calls.Start(spurt));
    }

    private void End(in RepeaterEvent said)
    {
        if (!said.IsData)
        {
            _heard = new LastHeard(said.Reception.BitErrorPercent ?? 0, said.Reception.RssiMean ?? 0);
        }

        _local!.Source(said.Slot).End();
        var spurt = new IngressId(Interlocked.Exchange(ref _spurts[IndexOf(said.Slot)], 0));
        var over = SpurtOver.Of(said, time.GetUtcNow());
        station.Desk.Say(calls => calls.End(spurt, over));
    }

    /// <summary>Takes what one voice session brings. While the station plays a call of its own, the node's is joined later.</summary>
    private sealed class NodeEar(StationCarrier carrier) : IVoiceLinkListener
    {
        private readonly NodeStreams _streams = new(carrier.NextStream);

        /// <inheritdoc/>
        public void Take(in VoiceLinkPacket packet, long arrived)
        {
            var slot = packet.Burst.Slot;
            if (carrier._host is { } host && !carrier._local!.IsPlaying(slot) && _streams.TryNumber(slot, packet.Header.Ssrc, out var stream))
            {
                host.PostBurst(packet.Burst, stream, packet.Header.Timestamp, packet.Payload);
            }
        }
    }
}
