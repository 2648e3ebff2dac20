using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>
/// The host's side of the MMDVM modem protocol (firmware-interfaces/mmdvm-modem) towards one modem: finds out what it is,
/// configures it, watches it, passes bursts both ways. Octets from its port and time go in; octets to its port and
/// sentences to its <see cref="IModemUser"/> come out. It has no port, no clock and no thread of its own, and allocates nothing
/// per burst. One thread at a time.
/// </summary>
/// <remarks>
/// <para>Its life: <see cref="Opened"/>, GET_VERSION until it is answered, SET_FREQ, SET_CONFIG, SET_MODE, a first status; then it
/// is ready, and rests in the state DMR, in which the transmitter may be switched at once, and in which a modem that has
/// restarted shows itself by being idle. When <see cref="IsLost"/>, the owner closes the port and opens it again.</para>
/// <para>One command is on its way at a time, and is matched to its ACK or NAK; data is not acknowledged, and its NAKs are told.
/// The status is asked beside all that, which also keeps the modem from switching its transmitter off: when the owner stops
/// calling, for whatever reason, the modem does that by itself within <see cref="ModemTimers.Watchdog"/>.</para>
/// <para>Nothing in a frame protects it from a disturbed line, so one frame alone never makes the session give up a modem that
/// works: what contradicts is believed when it is said twice.</para>
/// </remarks>
public sealed partial class ModemSession
{
    private const int ContradictionsWhenBelieved = 2;
    private const int GarbageWorthMention = 8;

    private readonly IModemUser _user;
    private readonly ModemSessionOptions _options;
    private readonly ModemFrameReader _reader = new(FrameDirection.ToHost);
    private readonly ModemOutbox _outbox = new();
    private readonly CommandSlot _command = new();
    private readonly StatusWatch _watch;
    private readonly TransmitterWatch _transmitter = new();
    private readonly Identification _identification;
    private readonly AlarmLimiter _alarms;
    private readonly HealthCells _cells = new();
    private readonly byte[] _scratch = new byte[byte.MaxValue];
    private ModemStage _stage;
    private ModemSetup _setup;
    private ModemSetup? _nextSetup;
    private TimeSpan _nextSetupLimit;
    private TimeSpan _due = TimeSpan.MaxValue;
    private TimeSpan _lastOctet;
    private long _discardedBefore;
    private string _port = "";

    /// <summary>Makes a session of a modem whose port is not open yet.</summary>
    /// <param name="setup">What the modem is to be.</param>
    /// <param name="user">Whom it tells.</param>
    /// <param name="options">Its times.</param>
    public ModemSession(ModemSetup setup, IModemUser user, ModemSessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(user);
        _setup = setup;
        _user = user;
        _options = options ?? ModemSessionOptions.Default;
        _watch = new(_options);
        _identification = new(_options);
        _alarms = new(_options.AlarmInterval);
    }

    /// <summary>How the modem is; from any thread.</summary>
    public ModemCondition Condition { get; private set; } = new(ModemPhase.Opening);

    /// <summary>What answered GET_VERSION last; null before anything did. From any thread.</summary>
    public VersionReply? Modem { get; private set; }

    /// <summary>How it did; from any thread.</summary>
    public ModemHealth Health => _cells.Snapshot(_reader);

    /// <summary>Whether the modem is given up: the port is to be closed and opened again.</summary>
    public bool IsLost => _stage == ModemStage.Lost;

    /// <summary>Whether a <see cref="Stop"/> is done; the port may be closed.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Octets for the port, which may take any number of them (<see cref="Taken"/>).</summary>
    public ReadOnlySpan<byte> Outgoing => _outbox.Waiting;

    /// <summary>When <see cref="Tick"/> is to be called at the latest; earlier does no harm.</summary>
    public TimeSpan NextDue
    {
        get
        {
            var due = Earlier(Earlier(Earlier(_due, _command.Due), Earlier(_watch.Due, _identification.Due)), _alarms.Due);
            if (_reader.Pending > 0) due = Earlier(due, _lastOctet + ModemTimers.FrameSilence);
            return _nextSetup is null ? due : Earlier(due, _nextSetupLimit);
        }
    }

    /// <summary>The port was opened.</summary>
    /// <param name="port">Its name, for people.</param>
    /// <param name="now">When; the time of any monotonic clock.</param>
    public void Opened(string port, TimeSpan now)
    {
        if (Condition.Phase == ModemPhase.Stopped) return;
        _port = port;
        _reader.Reset();
        _outbox.Clear();
        BeginHandshake(now);
    }

    /// <summary>The port is gone, or can't be opened.</summary>
    public void Closed(ModemFault cause, TimeSpan now)
    {
        bool isKnown = _stage is ModemStage.Lost or ModemStage.Stopping;
        if (_stage == ModemStage.Stopping) Rest();
        Leave(ModemStage.Closed, now);
        if (!isKnown && Condition.Phase != ModemPhase.Stopped) Tell(new(ModemPhase.Lost, cause), now);
    }

    /// <summary>Octets came from the port.</summary>
    public void Feed(ReadOnlySpan<byte> octets, TimeSpan now) => Feed(ref octets, now);

    /// <summary>
    /// Octets came from the port. When the user throws, <paramref name="octets"/> has moved on behind the frame that he was told of,
    /// and the rest may be fed as before.
    /// </summary>
    internal void Feed(ref ReadOnlySpan<byte> octets, TimeSpan now)
    {
        if (_stage is ModemStage.Closed or ModemStage.Lost) return;
        _lastOctet = now;
        Drain(ref octets, now);
    }

    /// <summary>Time has passed.</summary>
    public void Tick(TimeSpan now)
    {
        if (_reader.Pending > 0 && now - _lastOctet >= ModemTimers.FrameSilence)
        {
            _reader.Expire();
            ReadOnlySpan<byte> none = [];
            Drain(ref none, now);
        }

        switch (_stage)
        {
            case ModemStage.Version:
                AskVersion(now);
                break;
            case ModemStage.Refused when now >= _due:
                BeginHandshake(now);
                break;
            case ModemStage.Ready:
                TickReady(now);
                break;
            case ModemStage.Stopping when now >= _due:
                Rest();
                break;
        }

        if (now >= _command.Due) OnCommandDue(now);
        EndAlarms(now);
    }

    /// <summary>The port has taken so many octets of <see cref="Outgoing"/>.</summary>
    public void Taken(int count) => _outbox.Taken(count);

    /// <summary>
    /// Puts the modem to rest: transmitter off, state idle. <see cref="IsStopped"/> tells when it has obeyed, or had its time;
    /// the session does nothing after that.
    /// </summary>
    public void Stop(TimeSpan now)
    {
        if (Condition.Phase == ModemPhase.Stopped) return;
        bool isConfigured = _stage is ModemStage.Mode or ModemStage.Check or ModemStage.Ready;
        if (isConfigured) SwitchOff();
        Leave(ModemStage.Stopping, now);
        IsStopped = !isConfigured;
        if (isConfigured)
        {
            Ask(_scratch.AsSpan(0, new SetMode(ModemState.Idle).Write(_scratch)), ModemCommand.SetMode, now);
            _due = now + _options.StopPatience;
        }

        Tell(new(ModemPhase.Stopped), now);
    }

    private void Rest()
    {
        IsStopped = true;
        _due = TimeSpan.MaxValue;
        _command.Clear();
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void Drain(ref ReadOnlySpan<byte> octets, TimeSpan now)
    {
        while (_reader.TryRead(ref octets, out var frame))
        {
            Take(frame, now);
            if (_stage is ModemStage.Closed or ModemStage.Lost) return;
        }
    }

    private void Take(in ModemFrame frame, TimeSpan now)
    {
        switch (frame.Command)
        {
            case ModemCommand.GetVersion:
                OnVersion(frame, now);
                break;
            case ModemCommand.GetStatus:
                OnStatus(frame, now);
                break;
            case ModemCommand.Acknowledgement or ModemCommand.NegativeAcknowledgement:
                if (ModemAcknowledgement.TryRead(frame, out var answer)) OnAcknowledgement(answer, now);
                break;
            case ModemCommand.DmrData1 or ModemCommand.DmrData2 or ModemCommand.DmrLost1 or ModemCommand.DmrLost2:
                OnAir(frame, now);
                break;
            default:
                _user.OnOther(frame, now);
                break;
        }
    }

    /// <summary>Gives the modem up until its port was opened anew.</summary>
    private void Lose(ModemFault fault, TimeSpan now)
    {
        Leave(ModemStage.Lost, now);
        Tell(new(ModemPhase.Lost, fault), now);
    }

    /// <summary>Ends what runs and goes on in another stage.</summary>
    private void Leave(ModemStage stage, TimeSpan now)
    {
        bool isGone = stage is ModemStage.Lost or ModemStage.Closed;
        if (isGone && _stage == ModemStage.Ready) _cells.Losses++;
        bool isAsked = _command is { IsBusy: true, IsRequest: true };
        bool isIdentifying = _identification.IsOn;
        (_stage, _setup, _nextSetup, _due) = (stage, _nextSetup ?? _setup, null, TimeSpan.MaxValue);
        (_contradictions, _otherModem) = (0, null);
        _command.Clear();
        _watch.Stop();
        _transmitter.Clear();
        _identification.Clear();
        if (isGone)
        {
            _reader.Reset();
            _outbox.Clear();
        }

        if (isAsked) _user.OnAnswer(ModemAnswer.Of(ModemAnswerKind.TimedOut), now);
        if (isIdentifying) _user.OnIdentified(isSent: false, now);
    }

    /// <summary>Tells the user a condition that is another one than before.</summary>
    private void Tell(ModemCondition condition, TimeSpan now)
    {
        if (condition == Condition) return;
        Condition = condition;
        _user.OnCondition(condition, now);
    }

    private bool Put(ReadOnlySpan<byte> frame, bool isCommand)
    {
        bool isPut = _outbox.TryPut(frame, isCommand);
        if (isPut)
            _cells.FramesSent++;
        else
            _cells.FramesUnsent++;
        return isPut;
    }
}
