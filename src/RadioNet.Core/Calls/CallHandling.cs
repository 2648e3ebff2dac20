using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Consoles;
using RadioNet.Core.Hosting;
using RadioNet.Core.M17;
using RadioNet.Core.Ports;
using RadioNet.Core.Ports.Homebrew;
using RadioNet.Core.Ports.Sites;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Recordings;
using RadioNet.Core.Records;
using RadioNet.Core.Records.Traces;
using RadioNet.Core.Services;
using RadioNet.Plan.Model;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Calls;

/// <summary>
/// The part of a node that carries calls, put together: the Homebrew socket with the voice router, the sessions, the switchboard
/// and the machines' grains.
/// </summary>
internal sealed class CallHandling : IHostedService, INodeLive, IDisposable
{
    private static readonly TimeSpan _alarmInterval = TimeSpan.FromSeconds(5);

    private readonly PlanKeeper _keeper;
    private readonly IAlarmBook _alarms;
    private readonly NodeAddresses _addresses;
    private readonly TimeProvider _time;
    private readonly IMachineHost _machines;
    private readonly Switchboard _switchboard;
    private readonly HomebrewPort _homebrew;
    private readonly HomebrewMaster _master;
    private readonly Outside _outside;
    private readonly TraceBook _traces;
    private readonly TracedOutside _traced;
    private readonly IngressTable _ingress;
    private readonly LiveView _live;
    private readonly LiveStreams _streams;
    private readonly TierSwitch _tiers;
    private readonly TierPost _post;
    private readonly Recorder _recorder;
    private readonly ConsoleHub _consoles;
    private readonly M17Hub _links;
    private ITimer? _watch;
    private long _kernelDrops;

    public CallHandling(
        NodeOptions options, NodeIdentity identity, NodeAddresses addresses, PlanKeeper keeper, RulesContext context, LiveStreams streams, TierSwitch tiers,
        TierPost post, TierVoice voice, SiloSeat seat, ICallJournal journal, IAlarmBook alarms, AlarmRaiser raiser, LocationNotes locations, TraceBook traces,
        Recorder recorder, ConsoleHub consoles, M17Hub links, TimeProvider time, ILoggerFactory loggers)
    {
        (_keeper, _alarms, _addresses, _time, _streams, _tiers, _post) = (keeper, alarms, addresses, time, streams, tiers, post);
        SitesHere sites = new(tiers, streams);
        _ingress = new IngressTable(context);
        _machines = new GrainHost(seat);
        _switchboard = new Switchboard(_machines, _ingress, time, loggers.CreateLogger<Switchboard>(), tiers);
        _homebrew = Listen(options, traces, loggers);
        var ports = new PortBook(_homebrew, _switchboard);
        var voices = new VoiceSessions(() => ToldVoice(options), time);
        voice.Begin(ports, voices);
        Stations = new StationBook(
            context.Plan, ports, voices, new StationAlarms(alarms), _switchboard, time,
            loggers.CreateLogger<StationBook>(), sites);
        _master = new HomebrewMaster(context.Plan, time, _homebrew, ports, new SessionAlarms(alarms, time), sites, loggers.CreateLogger<HomebrewMaster>());
        _tiers.UserOf = site => _master.UserOf(site) ?? Stations.All.FirstOrDefault(station => station.Site == site)?.BaseStation;
        _outside = new Outside(
            _homebrew, ports, Stations, streams, new CallScribe(context.Plan, identity.Id), journal, raiser, locations, time,
            new RecorderRoutes(identity.Id, () => tiers.View, talkgroup => recorder.Ring.Talkgroups.Contains(talkgroup), recorder.Names, ports.OpenRecorder(recorder.Ring)),
            consoles, links);
        (_consoles, _links) = (consoles, links);
        var listening = new ListeningHere(identity.Id, letter => _switchboard.Post(letter));
        _consoles.Connect(listening.Post);
        _links.Connect(consoles.Talking.Ring, listening.SetLinks);
        if (context.Plan.Current.TryConsoles(identity.Id, out var port))
        {
            ports.OpenConsoles(port, consoles.Talking.Ring, consoles.Listening.Ring);
            ports.OpenLinkEars(links.Ears);
        }

        var names = new PortNames(ports, context.Plan);
        _traces = traces;
        _traces.NameOf = names.Of;
        _recorder = recorder;
        _recorder.HeardBy = names.Of;
        _traced = new TracedOutside(_outside, traces, names);
        _live = new LiveView(_master, ports, Stations, streams, time);
    }

    /// <summary>The base stations that are attached.</summary>
    public StationBook Stations { get; }

    /// <summary>Whether nobody talks at this node's ports, nor comes by from other nodes.</summary>
    public bool IsSilent => _streams.IsEmpty && _homebrew.Counters.Relays == 0;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Rehearsal.RunAsync(_machines, _time, _keeper.Current.Plan.Nodes.Length > 1).ConfigureAwait(false);
        _tiers.Changed += OnSitesMoved;
        _post.Hearer = _tiers;
        _switchboard.Start(_traced, _post);
        _homebrew.Start(_master);
        (_addresses.Homebrew, _addresses.Voice) = (_homebrew.Local, _homebrew.VoiceLocal);
        _keeper.Changed += OnPlanChanged;
        Stations.ObeyPlan();
        _watch = _time.CreateTimer(_ => Watch(), null, _alarmInterval, _alarmInterval);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _keeper.Changed -= OnPlanChanged;
        _tiers.Changed -= OnSitesMoved;
        _watch?.Dispose();
        _homebrew.Dispose();
        _switchboard.Dispose();
        _traces.Close();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public NodeStatus GetStatus() => NodeCounters.Of(_homebrew.Counters, _master, _ingress, _switchboard, _tiers, _recorder, _consoles);

    /// <inheritdoc/>
    public IReadOnlyList<RepeaterState> GetRepeaters() => _live.Repeaters();

    /// <inheritdoc/>
    public IReadOnlyList<StationState> GetStations() => _live.Stations();

    public void Dispose()
    {
        _watch?.Dispose();
        _homebrew.Dispose();
        _switchboard.Dispose();
    }

    /// <summary>
    /// Where others are told to send voice. With one address for voice and links only the port is told: who has reached the links
    /// reaches voice by the same way, also where addresses are translated on it.
    /// </summary>
    private IPEndPoint? ToldVoice(NodeOptions options) =>
        _homebrew.VoiceLocal is { } voice && options.Voice.Address.Equals(options.Links.Address) ? new IPEndPoint(IPAddress.Any, voice.Port) : _homebrew.VoiceLocal;

    private HomebrewPort Listen(NodeOptions options, TraceBook traces, ILoggerFactory loggers)
    {
        var voice = ListenForVoice(options);
        try
        {
            return new HomebrewPort(options.Homebrew, voice, _switchboard, _time, loggers.CreateLogger<HomebrewPort>()) { Traces = traces, Streams = _streams };
        }
        catch (SocketException refused)
        {
            voice.Dispose();
            throw new NodeStartException(
                new LocalizedText(
                    $"Không nghe được giao thức Homebrew ở UDP {options.Homebrew} ({refused.SocketErrorCode}). Hãy dừng chương trình đang dùng cổng đó, hoặc chọn cổng khác bằng --homebrew HOST:PORT.",
                    $"UDP {options.Homebrew} cannot be had for the Homebrew protocol ({refused.SocketErrorCode}). Stop the program that uses it, or choose another with --homebrew HOST:PORT."),
                refused);
        }
    }

    private static IDatagramSocket ListenForVoice(NodeOptions options)
    {
        try
        {
            return DatagramSocket.Bind(options.Voice);
        }
        catch (SocketException refused)
        {
            throw new NodeStartException(
                new LocalizedText(
                    $"Không nghe được thoại của trạm gốc ở UDP {options.Voice} ({refused.SocketErrorCode}). Hãy dừng chương trình đang dùng cổng đó, hoặc chọn cổng khác bằng --voice HOST:PORT.",
                    $"UDP {options.Voice} cannot be had for the voice of base stations ({refused.SocketErrorCode}). Stop the program that uses it, or choose another with --voice HOST:PORT."),
                refused);
        }
    }

    private void OnPlanChanged(object? sender, PlanChangedEventArgs change)
    {
        _homebrew.ObeyPlan();
        Stations.ObeyPlan();
        _recorder.ObeyPlan();
        _consoles.ObeyPlan();
        _links.ObeyPlan();
        var news = new PlanChanged(change.After.Revision);
        foreach (var site in PlanChanged.SitesOf(change.Before, change.After))
        {
            _switchboard.Post(new Letter(Address.Site(site), news));
        }

        _switchboard.Post(new Letter(Address.Ingress, news));
    }

    /// <summary>Repeaters whose sites another node serves now log in there; base stations are told when they ping.</summary>
    private void OnSitesMoved(object? sender, EventArgs change)
    {
        _streams.Lose(_tiers.View);
        _homebrew.ObeyPlan();
    }

    private void Watch()
    {
        WatchKernel();
        _streams.Forget();
        _traces.Tend();
    }

    /// <summary>What the kernel dropped before the node could read it is an alarm with what to do.</summary>
    private void WatchKernel()
    {
        var drops = _homebrew.Counters.Socket.KernelDrops;
        if (drops <= _kernelDrops)
        {
            return;
        }

        var lost = drops - _kernelDrops;
        _kernelDrops = drops;
        _ = _alarms.RaiseAsync(AlarmKind.KernelDrops, "homebrew", new LocalizedText(
            $"Nhân hệ điều hành đã bỏ {lost} gói UDP vì bộ đệm nhận đầy. Hãy tăng net.core.rmem_max và giảm tải máy.",
            $"The kernel dropped {lost} UDP datagrams because the receive buffer was full. Raise net.core.rmem_max and give the machine less to do."));
    }
}
