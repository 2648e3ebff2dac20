using System.Net;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.BaseStation.Fallback;
using RadioNet.BaseStation.Link;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.BaseStation.Hosting;

/// <summary>
/// A base station's controller: gives its carriers what the plan says, connects them with the node that serves them, and tells that
/// node how they are. What is decided about their spurts, and by whom, is its desk's matter.
/// </summary>
internal sealed partial class StationController : ISiteLinkUser, IStationDeskUser, IAsyncDisposable
{
    /// <summary>How often the node hears how the carriers are.</summary>
    private static readonly TimeSpan HealthInterval = TimeSpan.FromSeconds(2);

    private readonly StationOptions _options;
    private readonly IReadOnlyList<IStationCarrier> _carriers;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly RecordKeeper _keeper;
    private readonly RecordWatch _recordWatch;
    private readonly TaskCompletionSource _attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<FromBaseStation, bool> _send = _ => false;
    private ITimer? _health;
    private volatile bool _isPlanned;
    private volatile bool _maintenance;
    private volatile Uri? _node;
    private volatile IPAddress? _address;
    private (Uri Node, LinkLoss Why)? _said;

    /// <param name="options">The station.</param>
    /// <param name="open">Makes a carrier, by its id.</param>
    /// <param name="records">The station's log of its own calls; the controller owns it from now on.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where it is told what happens.</param>
    public StationController(
        StationOptions options, Func<StationController, string, IStationCarrier> open, LocalRecordLog records, TimeProvider time, ILoggerFactory loggers)
    {
        (_options, _time, _log) = (options, time, loggers.CreateLogger<StationController>());
        Alarms = new StationAlarms(message => _send(message), loggers.CreateLogger<StationAlarms>());
        _keeper = new RecordKeeper(records, message => _send(message), time, loggers.CreateLogger<RecordKeeper>());
        _recordWatch = new RecordWatch(options.BaseStation, Alarms);
        Desk = new StationDesk(options, records.Start, Routes, this, time, loggers.CreateLogger<StationDesk>());
        _carriers = [.. options.Modems.Keys.Order(StringComparer.Ordinal).Select(carrier => open(this, carrier))];
    }

    /// <inheritdoc/>
    public bool IsQuiet => Desk.IsQuiet && _carriers.All(carrier => carrier.IsQuiet);

    /// <summary>Where it is decided about the carriers' spurts.</summary>
    public StationDesk Desk { get; }

    /// <summary>What the station complains of.</summary>
    public StationAlarms Alarms { get; }

    /// <summary>The way of voice between the carriers.</summary>
    public LocalRoutes Routes { get; } = new();

    /// <summary>Whether there is a plan and all modems work.</summary>
    public bool IsReady => _isPlanned && _carriers.All(carrier => carrier.IsReady);

    /// <summary>The node that serves the station now; null when none does.</summary>
    public Uri? Node => _node;

    /// <summary>Ends when a node has served the station for the first time.</summary>
    public Task FirstAttached => _attached.Task;

    /// <summary>Begins: with the plan that was held last, if there is one, and the link that messages go out by.</summary>
    /// <returns>What of that plan cannot be done.</returns>
    public IReadOnlyList<LocalizedText> Start(HeldPlan? held, Func<FromBaseStation, bool> send)
    {
        _send = send;
        var problems = held is null ? [] : Obey(held);

        foreach (var carrier in _carriers)
        {
            carrier.Start();
        }

        Desk.Start();
        _health = _time.CreateTimer(_ => LookAfter(), null, HealthInterval, HealthInterval);
        return problems;
    }

    /// <inheritdoc/>
    public void Attached(Uri node, IPAddress address, Welcome welcome)
    {
        ArgumentNullException.ThrowIfNull(welcome);
        (_node, _address) = (node, address);
        _said = null;
        LogAttached(_log, _options.Site, _options.BaseStation, welcome.Node, node);
        Desk.Say(calls =>
        {
            calls.NodeServes();
            foreach (var voice in welcome.Voice)
            {
                Connect(voice, address);
            }
        });
        _keeper.Attached();
        Alarms.TellAll();

        TellHealth();
        _attached.TrySetResult();
    }

    /// <inheritdoc/>
    public void Detached(Uri node, LinkLoss why, string detail, bool wasAttached)
    {
        if (wasAttached)
        {
            (_node, _address) = (null, null);
            Desk.Say(calls =>
            {
                foreach (var carrier in _carriers)
                {
                    carrier.Disconnect();
                }

                calls.NodeLost();
            });
        }

        // Tried again and again: each node and cause is said once until the station is attached.
        if (wasAttached || _said != (node, why))
        {
            _said = (node, why);
            LogDetached(_log, node, why, detail);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<LocalizedText> Obey(HeldPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var index = new PlanIndex(plan.Plan, plan.Revision);
        List<LocalizedText> problems = [.. PlanFit.Of(index, _options)];
        foreach (var carrier in _carriers)
        {
            if (index.TryPort(_options.Site, _options.BaseStation, carrier.Id, out var port))
            {
                _maintenance = port.BaseStation!.Maintenance;
            }

            if (carrier.Obey(index, port) is { } problem)
            {
                problems.Add(problem);
            }
        }

        Desk.Say(calls => calls.Obey(index));
        LogPlan(_log, plan.Revision, problems.Count);
        _isPlanned = true;
        return problems;
    }

    /// <inheritdoc/>
    public void Decide(SpurtDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        Desk.Say(calls => calls.Decide(decision));
    }

    /// <inheritdoc/>
    public void Stored(LocalRecordsStored stored) => _keeper.Stored(stored);

    /// <inheritdoc/>
    public void AddVoice(VoiceSession voice)
    {
        Desk.Say(_ =>
        {
            if (_address is { } address)
            {
                Connect(voice, address);
            }
        });
    }

    void IStationDeskUser.Ask(HeardSpurt spurt, Reason refused) => _send(new FromBaseStation
    {
        Request = new SpurtRequest
        {
            Carrier = spurt.At.Carrier,
            Slot = (uint)spurt.At.Slot,
            Kind = spurt.IsData ? SpurtKind.Data : SpurtKind.Voice,
            TargetIsRadio = spurt.TargetKind == AddressKind.Unit,
            Source = spurt.Source.Value,
            Target = spurt.Target,
            ServiceOptions = spurt.Options.Octet,
            Refused = refused == Reason.None ? "" : Reasons.Word(refused),
        },
    });

    void IStationDeskUser.Decided(HeardSpurt spurt, FloorOutcome outcome, Reason why) => CarrierOf(spurt)?.Decided(spurt, outcome, why);

    bool IStationDeskUser.Hears(HeardSpurt spurt) => CarrierOf(spurt)?.Hears(spurt) == true;

    void IStationDeskUser.Keep(IReadOnlyList<LocalRecord> records) => _keeper.Keep(records);

    /// <summary>The station's certificate could not be renewed; it is tried again.</summary>
    public void NotRenewed(Exception problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        LogNotRenewed(_log, problem.Message);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _health?.Dispose();
        foreach (var carrier in _carriers)
        {
            carrier.Dispose();
        }

        Desk.Dispose();
        await _keeper.DisposeAsync().ConfigureAwait(false);
    }

    private IStationCarrier? CarrierOf(HeardSpurt spurt) => _carriers.FirstOrDefault(carrier => carrier.Id == spurt.At.Carrier);

    private void LookAfter()
    {
        TellHealth();
        _keeper.Tick();
        _recordWatch.Look(_keeper);
    }

    private void Connect(VoiceSession voice, IPAddress node) => _carriers.FirstOrDefault(carrier => carrier.Id == voice.Carrier)?.Connect(voice, node);

    /// <summary>Tells the node how the carriers are.</summary>
    public void TellHealth()
    {
        var health = new StationHealth { At = _time.GetUtcNow().ToTimestamp(), Maintenance = _maintenance };
        health.Carriers.Add(_carriers.Select(carrier => carrier.Health()));
        _send(new FromBaseStation { Health = health });
    }

    [LoggerMessage(EventId = 5001, Level = LogLevel.Information, Message = "Base station {Site}/{BaseStation} is served by node {Node} at {Address}")]
    private static partial void LogAttached(ILogger logger, string site, string baseStation, string node, Uri address);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Warning, Message = "Node {Node} does not serve the base station ({Why}): {Detail} It goes on by itself.")]
    private static partial void LogDetached(ILogger logger, Uri node, LinkLoss why, string detail);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Information, Message = "The plan's revision {Revision} holds; {Problems} of its demands cannot be met")]
    private static partial void LogPlan(ILogger logger, int revision, int problems);

    [LoggerMessage(EventId = 5005, Level = LogLevel.Warning, Message = "The station's certificate could not be renewed: {Problem} Tried again within the hour.")]
    private static partial void LogNotRenewed(ILogger logger, string problem);
}
