using System.Net;
using System.Text;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;

namespace RadioNet.Simulator.Repeaters;

/// <summary>
/// A repeater that attaches over the Homebrew protocol, as the reference client does: real UDP, its login's state machine
/// (<see cref="LoginTable"/>), pings, and a strict listener on each timeslot.
/// </summary>
/// <remarks>One lock guards the login; timers and the receiving task take it in turn. A burst goes to its listener outside it.</remarks>
public sealed class VirtualRepeater : IAsyncDisposable
{
    private readonly VirtualRepeaterOptions _options;
    private readonly TimeProvider _time;
    private readonly byte[] _secret;
    private readonly Lock _gate = new();
    private readonly List<(LoginState State, TaskCompletionSource Reached)> _waiters = [];
    private readonly List<Task> _receivers = [];
    private readonly SlotListener[] _listeners = [new(Timeslot.One), new(Timeslot.Two)];
    private readonly CounterCells _counters = new();
    private readonly ITimer _retryTimer;
    private RepeaterLink? _link;
    private LoginState _state;
    private LoginNonce _nonce;
    private long _lastAnswer;
    private bool _disposed;

    /// <summary>Sets a repeater up; <see cref="Start"/> begins its login.</summary>
    public VirtualRepeater(VirtualRepeaterOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _time = time ?? TimeProvider.System;
        _secret = Encoding.UTF8.GetBytes(options.Secret);
        _retryTimer = _time.CreateTimer(_ => OnRetry(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Raised on the receiving task for each burst that was taken, after its listener.</summary>
    public event BurstHandler? BurstHeard;

    /// <summary>Takes a burst; the packet is valid during the call only.</summary>
    public delegate void BurstHandler(VirtualRepeater repeater, in DmrdPacket packet);

    /// <summary>Its id.</summary>
    public RepeaterId Id => _options.Repeater;

    /// <summary>Where its login stands.</summary>
    public LoginState State
    {
        get
        {
            lock (_gate) return _state;
        }
    }

    /// <summary>The address that it sends from; null before the start.</summary>
    public IPEndPoint? Local
    {
        get
        {
            lock (_gate) return _link?.Local;
        }
    }

    /// <summary>What it has seen go by.</summary>
    public RepeaterCounters Counters => _counters.Snapshot();

    /// <summary>The listener of a timeslot.</summary>
    public SlotListener Listener(Timeslot slot) => _listeners[slot == Timeslot.Two ? 1 : 0];

    /// <summary>Opens the socket and begins the login.</summary>
    public void Start()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_link is not null) throw new InvalidOperationException($"Repeater {Id} has been started already.");
            Open();
            if (_options.FirstLogin == TimeSpan.Zero) Step(LoginEvent.Retry);
            _retryTimer.Change(_options.FirstLogin == TimeSpan.Zero ? _options.RetryInterval : _options.FirstLogin, _options.RetryInterval);
        }
    }

    /// <summary>Completes when the login stands at a state; at once when it does already.</summary>
    public Task WaitForAsync(LoginState state, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            if (_state == state) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((state, reached));
            return reached.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Sends octets as they are, from the session's address.</summary>
    public void Send(ReadOnlySpan<byte> datagram)
    {
        lock (_gate) _link?.Send(datagram);
    }

    /// <summary>
    /// Sends a transmission's bursts at their pace: sequence from 0, one stream id. Completes when the last is sent.
    /// </summary>
    /// <param name="transmission">What a radio says.</param>
    /// <param name="slot">The timeslot that it came in on.</param>
    /// <param name="timing">Pace and numbers; null for the ordinary ones.</param>
    /// <param name="cancellation">Falls silent in mid-transmission.</param>
    public async Task TransmitAsync(
        Transmission transmission, Timeslot slot, TransmitTiming? timing = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transmission);
        timing ??= new TransmitTiming();
        long start = _time.GetTimestamp();
        uint stream = timing.StreamId;
        for (int i = 0; i < transmission.Bursts.Length; i++)
        {
            // Due by the start's schedule, so that lateness does not add up.
            var wait = (timing.Spacing * i) - _time.GetElapsedTime(start);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, _time, cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();

            // As MMDVMHost: each CSBK and each data header begins a stream of its own.
            if (i > 0 && transmission.Bursts[i].Kind is DmrdBurst.Csbk or DmrdBurst.DataHeader) stream = TransmitTiming.NewStreamId();
            SendBurst(transmission, i, slot, timing, stream);
        }
    }

    /// <summary>Says goodbye (RPTCL) and stops; the master gives no answer that is waited for.</summary>
    public async Task LogOutAsync()
    {
        Span<byte> datagram = stackalloc byte[SessionMessage.LongestLength];
        int length = SessionMessage.Of(HomebrewKind.Logout, Id).Write(datagram);
        Send(datagram[..length]);
        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Falls silent: no goodbye.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] receivers;
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            _link?.Dispose();
            foreach (var waiter in _waiters) waiter.Reached.TrySetCanceled();
            receivers = [.. _receivers];
        }

        await _retryTimer.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(receivers).ConfigureAwait(false);
    }

    private void SendBurst(Transmission transmission, int index, Timeslot slot, TransmitTiming timing, uint stream)
    {
        var burst = transmission.Bursts[index];
        var header = new DmrdHeader
        {
            Sequence = (byte)(timing.FirstSequence + index),
            Source = transmission.Source,
            Target = transmission.Target,
            TargetKind = transmission.TargetKind,
            Repeater = Id,
            Slot = slot,
            Burst = burst.Kind,
            StreamId = stream,
        };
        Span<byte> datagram = stackalloc byte[DmrdPacket.Length];
        header.Write(datagram, burst.Payload.Span, timing.BitErrors, timing.Rssi);
        _counters.CountSent();
        Send(datagram);
    }

    private void OnRetry()
    {
        lock (_gate)
        {
            if (_disposed) return;
            bool isSilent = _state != LoginState.WaitingConnect && _time.GetElapsedTime(_lastAnswer) >= _options.MasterTimeout;
            if (isSilent) _counters.CountTimeout();
            Step(isSilent ? LoginEvent.TimedOut : LoginEvent.Retry);
        }
    }

    private void Step(LoginEvent happened)
    {
        var before = _state;
        (_state, var action) = LoginTable.Step(before, happened, _options.Options is not null);
        bool answered = happened is LoginEvent.Acknowledged or LoginEvent.Pong;
        if (answered || before == LoginState.WaitingConnect) _lastAnswer = _time.GetTimestamp();
        if (before != LoginState.Running && _state == LoginState.Running) _counters.CountLogin();

        // The next repetition counts from the step's own message.
        if (happened is LoginEvent.Acknowledged or LoginEvent.Refused or LoginEvent.Closing) _retryTimer.Change(_options.RetryInterval, _options.RetryInterval);
        Act(action);
        for (int i = _waiters.Count - 1; i >= 0; i--)
        {
            if (_waiters[i].State != _state) continue;
            _waiters[i].Reached.TrySetResult();
            _waiters.RemoveAt(i);
        }
    }

    private void Act(LoginAction action)
    {
        Span<byte> datagram = stackalloc byte[RepeaterConfiguration.LongestLength];
        int length = 0;
        switch (action)
        {
            case LoginAction.SendLogin:
                length = SessionMessage.Of(HomebrewKind.Login, Id).Write(datagram);
                break;
            case LoginAction.SendProof:
                length = LoginProof.Write(datagram, Id, _nonce, _secret);
                break;
            case LoginAction.SendConfiguration:
                length = (_options.Configuration with { Repeater = Id }).Write(datagram);
                break;
            case LoginAction.SendOptions:
                length = OptionsMessage.Write(datagram, Id, Encoding.UTF8.GetBytes(_options.Options!));
                break;
            case LoginAction.SendPing:
                length = SessionMessage.Of(HomebrewKind.Ping, Id).Write(datagram);
                break;
            case LoginAction.Reopen:
                Open();
                break;
        }

        if (length > 0) _link!.Send(datagram[..length]);
    }

    private void Open()
    {
        _link?.Dispose();
        _link = new RepeaterLink(_options.Master, OnDatagram);
        _receivers.RemoveAll(receiver => receiver.IsCompleted);
        _receivers.Add(_link.Receiving);
    }

    private void OnDatagram(RepeaterLink link, ReadOnlySpan<byte> datagram)
    {
        if (datagram.StartsWith("DMRD"u8))
        {
            OnBurst(datagram);
            return;
        }

        if (!SessionMessage.TryRead(datagram, out var message))
        {
            _counters.CountUnknown();
            return;
        }

        lock (_gate)
        {
            if (ReferenceEquals(link, _link) && !_disposed) OnMessage(message);
        }
    }

    private void OnMessage(in SessionMessage message)
    {
        switch (message.Kind)
        {
            case HomebrewKind.Acknowledgement:
                if (_state == LoginState.WaitingLogin) _nonce = message.Nonce;
                Step(LoginEvent.Acknowledged);
                break;
            case HomebrewKind.Pong:
                Step(LoginEvent.Pong);
                break;
            case HomebrewKind.Refusal:
                _counters.CountRefusal();
                Step(LoginEvent.Refused);
                break;
            case HomebrewKind.MasterClosing:
                Step(LoginEvent.Closing);
                break;
            case HomebrewKind.BeaconRequest:
                _counters.CountBeacon();
                break;
            default:
                _counters.CountUnknown();
                break;
        }
    }

    private void OnBurst(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length != DmrdPacket.Length || !DmrdPacket.TryRead(datagram, out var packet))
        {
            _counters.CountWrongLength();
            return;
        }

        if (packet.Repeater != Id)
        {
            _counters.CountWrongRepeater();
            return;
        }

        _counters.CountHeard();
        Listener(packet.Slot).OnBurst(packet, _time.GetTimestamp());
        BurstHeard?.Invoke(this, packet);
    }
}
