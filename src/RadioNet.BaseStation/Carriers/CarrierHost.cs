using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Repeater;
using RadioNet.BaseStation.Tools;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Carriers;

/// <summary>
/// One carrier of a base station: one thread that owns its modem's port, session and repeater, and waits for nothing but that port
/// and what is left for it here. What happens to one carrier's modem no other carrier notices. All members are for any thread.
/// </summary>
public sealed class CarrierHost : IDisposable
{
    private static readonly TimeSpan RestLimit = TimeSpan.FromMilliseconds(500);

    private readonly CarrierLoop _loop;
    private readonly PortKeeper _keeper;
    private int _isStopping;

    /// <summary>Makes a carrier; <see cref="Start"/> begins.</summary>
    /// <param name="options">How it runs here.</param>
    /// <param name="setup">What the plan asks of it.</param>
    /// <param name="access">Who may use it; asked on its thread.</param>
    /// <param name="user">Whom it works for.</param>
    /// <param name="time">Its clock; the system's by default.</param>
    /// <param name="log">Takes what goes wrong on its thread; nothing by default.</param>
    /// <exception cref="ArgumentException">A setting of the repeater is out of its range.</exception>
    public CarrierHost(
        CarrierOptions options, CarrierSetup setup, AccessRule access, ICarrierUser user, TimeProvider? time = null, ILogger<CarrierHost>? log = null)
        : this(options, setup, access, user, time, cancel => new ModemPortOpener().Open(options.Modem, cancel), log)
    {
    }

    /// <summary>Makes a carrier whose port is opened in another way.</summary>
    internal CarrierHost(
        CarrierOptions options,
        CarrierSetup setup,
        AccessRule access,
        ICarrierUser user,
        TimeProvider? time,
        Func<CancellationToken, PortOpening> open,
        ILogger<CarrierHost>? log = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(user);
        Id = options.Id;
        time ??= TimeProvider.System;
        _loop = new CarrierLoop(options, setup, access, user, time, log ?? NullLogger<CarrierHost>.Instance);
        _keeper = new PortKeeper(_loop, open, $"modem {options.Modem}", options.Reopening, time);
        _loop.Reopen = _keeper.Reopen;
    }

    /// <summary>Its name within the base station.</summary>
    public string Id { get; }

    /// <summary>How its modem is, and why.</summary>
    public ModemCondition Condition => _loop.Machine.Session.Condition;

    /// <summary>What its modem is; null before it has answered.</summary>
    public VersionReply? Modem => _loop.Machine.Session.Modem;

    /// <summary>How its modem did.</summary>
    public ModemHealth Health => _loop.Machine.Session.Health;

    /// <summary>How its port is.</summary>
    public PortStatus Port => _keeper.Status;

    /// <summary>What its repeater met.</summary>
    public RepeaterCounters Repeater => _loop.Machine.Repeater.Counters;

    /// <summary>What it measured.</summary>
    public CarrierFigures Figures => _loop.Figures;

    /// <summary>Bursts, decisions and link states that found no room: its thread stood still.</summary>
    public long Refused => _loop.Inbox.Refused;

    /// <summary>Whether a radio is heard on it, or anything is sent.</summary>
    public bool IsBusy => _loop.IsBusy;

    /// <summary>Whether its transmitter is on.</summary>
    public bool IsTransmitting => _loop.Machine.Repeater.IsTransmitting;

    /// <summary>How long the burst that a timeslot plays was kept for an even flow.</summary>
    public TimeSpan PlayoutDelay(Timeslot slot) => _loop.Machine.Repeater.PlayoutDelay(slot);

    /// <summary>Starts, once.</summary>
    public void Start() => _keeper.Start();

    /// <summary>Leaves a burst of the node for it; see <see cref="DmrRepeater.OnNetwork"/>. Neither waits nor allocates.</summary>
    /// <returns>Whether there was room.</returns>
    public bool PostBurst(in LinkBurst head, uint stream, uint timestamp, ReadOnlySpan<byte> burst)
    {
        var input = new CarrierInput { Kind = CarrierInputKind.Burst, Head = head, Stream = stream, Timestamp = timestamp };
        burst.CopyTo(input.Burst);
        return Post(ref input);
    }

    /// <summary>Leaves a decision of the node about a radio's spurt for it. Neither waits nor allocates.</summary>
    /// <returns>Whether there was room.</returns>
    public bool PostDecision(Timeslot slot, RadioId source, uint target, FloorOutcome outcome, Reason reason)
    {
        var input = new CarrierInput
        {
            Kind = CarrierInputKind.Decision,
            Head = new LinkBurst { Slot = slot, Source = source, Target = target },
            Outcome = outcome,
            Reason = reason,
        };
        return Post(ref input);
    }

    /// <summary>Says that the link to the node is up, with a new session, or down.</summary>
    /// <returns>Whether there was room.</returns>
    public bool PostLinkState(bool isUp)
    {
        var input = new CarrierInput { Kind = isUp ? CarrierInputKind.LinkUp : CarrierInputKind.LinkDown };
        return Post(ref input);
    }

    /// <summary>Gives it what the plan asks for now; it holds soon.</summary>
    /// <exception cref="ArgumentException">A setting of the repeater is out of its range; nothing changes.</exception>
    public void Configure(CarrierSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        setup.Repeater.Check();
        Order(now => _loop.Machine.Configure(setup, now));
    }

    /// <summary>
    /// Sends a technician's command to a modem under maintenance; see <see cref="ModemSession.TryRequest"/>. One that comes while
    /// another waits for its answer is not sent.
    /// </summary>
    public async Task<ModemAnswer> RequestAsync(ReadOnlyMemory<byte> frame)
    {
        var answer = new TaskCompletionSource<ModemAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        Order(now => _loop.Machine.Request(frame.Span, answer, now));

        // Nobody takes an order when the thread has ended.
        if (Volatile.Read(ref _isStopping) != 0) answer.TrySetResult(ModemAnswer.NotSent);
        return await answer.Task.ConfigureAwait(false);
    }

    /// <summary>Gives a copy of each frame of the modem until it is disposed of; nothing waits for who doesn't take them.</summary>
    public IDisposable Watch(ChannelWriter<HeardFrame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        return _loop.Machine.Tap.Watch(frames);
    }

    /// <summary>Puts the modem to rest, closes its port and ends the thread; within a second, whatever the modem does.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isStopping, 1) == 1) return;
        if (_keeper.Status.State != PortState.Stopped)
        {
            Order(_loop.Machine.Stop);
            _loop.WaitForRest(RestLimit);
        }

        _keeper.Dispose();
        _loop.Machine.EndRequest();
        _loop.ObeyRest();
    }

    private bool Post(ref CarrierInput input)
    {
        bool isLeft = _loop.TryLeave(ref input, out bool mustWake);
        if (mustWake) _keeper.Wake();
        return isLeft;
    }

    private void Order(Action<TimeSpan> order)
    {
        _loop.Order(order);
        _keeper.Wake();
    }
}
