using System.Diagnostics.CodeAnalysis;
using RadioNet.Protocols.Ambe3000;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>
/// An AMBE-3000 or AMBE-3003 chip on a line of its own. One thread opens it, speaks with it, and opens it again when it is lost,
/// waiting longer each time; calls leave their pieces in a lane and never wait for it. Voice between radios does not pass here.
/// </summary>
public sealed class AmbeDevice : IDisposable
{
    private readonly AmbeAddress _address;
    private readonly AmbeOptions _options;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly AmbePacketReader _reader = new();
    private readonly AmbeSession _session;
    private readonly ManualResetEventSlim _closed = new();
    private readonly Thread _thread;
    private volatile IAmbeLine? _line;
    private volatile AmbeHealth _health;
    private volatile bool _isTold;

    /// <summary>Makes it; <see cref="Start"/> opens it.</summary>
    public AmbeDevice(AmbeAddress address, AmbeOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        _options = options ?? new AmbeOptions();
        _options.Validate();
        _address = address;
        _time = time ?? TimeProvider.System;
        _origin = _time.GetTimestamp();

        // Datagrams may overtake each other, so that only one question at a time has a sure answer.
        _session = new AmbeSession(_options, _time, mostAsked: address.IsUdp ? 1 : 2, flush: !address.IsUdp, packet => _line!.Write(packet));
        _health = new AmbeHealth(address.ToString(), IsUp: false, AmbeTexts.NotYet(address), Channels: 0);
        _thread = new Thread(Run) { IsBackground = true, Name = $"AMBE {address}" };
    }

    /// <summary>
    /// The chip is lost (an alarm), or is there again; also when it cannot be opened at first. Called on the chip's thread, once
    /// a change: it must neither wait nor throw.
    /// </summary>
    public event Action<AmbeHealth>? HealthChanged;

    /// <summary>How it is now.</summary>
    public AmbeHealth Health => _health;

    /// <summary>What happened so far.</summary>
    public AmbeCounters Counters => _session.Counters(_reader.Junk);

    /// <summary>The UDP port here that an AMBEserver answers to; null at a serial line, and while there is none.</summary>
    public int? LocalPort => _line?.LocalPort;

    /// <summary>Starts to open it.</summary>
    public void Start() => _thread.Start();

    /// <summary>Closes it; calls that have a coder of it get silence.</summary>
    public void Dispose()
    {
        if (_closed.IsSet) return;
        _closed.Set();
        Wake();
        if (_thread.IsAlive) _thread.Join();
    }

    /// <summary>Gives a call a decoder, if one is free.</summary>
    internal bool TryOpenDecoder(Action? ready, [NotNullWhen(true)] out IVoiceDecoder? decoder)
    {
        var lane = new AmbeDecoder(_time, Wake, ready, Release);
        decoder = _session.TryLease(lane) ? lane : null;
        return decoder is not null;
    }

    /// <summary>Gives a talker an encoder, if one is free.</summary>
    internal bool TryOpenEncoder(Action? ready, [NotNullWhen(true)] out IVoiceEncoder? encoder)
    {
        var lane = new AmbeEncoder(VocoderFrame.Silence.ToArray(), _time, Wake, ready, Release);
        encoder = _session.TryLease(lane) ? lane : null;
        return encoder is not null;
    }

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    private void Release(AmbeLane lane) => _session.Release(lane);

    private void Wake() => _line?.Wake();

    private void Run()
    {
        var wait = _options.FirstBackOff;
        while (!_closed.IsSet)
        {
            bool wasUp = false;
            if (Open(out var fault) is { } line)
            {
                _line = line;
                wasUp = Speak(line);
                fault = AmbeTexts.Lost(_address, _session.Loss);
                _line = null;
                line.Dispose();
            }

            if (_closed.IsSet) return;
            Tell(isUp: false, fault!);
            wait = wasUp ? _options.FirstBackOff : wait;
            _closed.Wait(wait);
            wait = wait * 2 < _options.LongestBackOff ? wait * 2 : _options.LongestBackOff;
        }
    }

    private IAmbeLine? Open(out VocoderText? fault)
    {
        if (_address.IsUdp) return UdpAmbeLine.Open(_address, out fault);
        return OperatingSystem.IsLinux() && Transport.Terminal.IsSupported
            ? TerminalAmbeLine.Open(_address, out fault)
            : LibraryAmbeLine.Open(_address, out fault);
    }

    /// <summary>Speaks with the chip until it is lost; says whether it was up.</summary>
    private bool Speak(IAmbeLine line)
    {
        bool wasUp = false;
        _reader.Clear();
        _session.Start(Now);
        while (!_closed.IsSet && _session.Loss == AmbeLoss.None)
        {
            int count = line.Read(_reader.Room(), _session.Due(Now));
            if (count < 0)
            {
                _session.Stop(AmbeLoss.LineLost);
                break;
            }

            _reader.Added(count);
            var now = Now;
            while (_reader.TryTake(out var packet)) _session.Receive(packet, now);
            if (line.HasDatagrams && count > 0) _reader.Clear();
            _session.Work(now);
            if (_session.MustForget) _reader.Clear();
            if (_session.Loss == AmbeLoss.None && _session.IsUp != _health.IsUp) Tell(_session.IsUp);
            wasUp |= _session.IsUp;
        }

        if (_closed.IsSet) _session.Stop(AmbeLoss.None);
        return wasUp;
    }

    private void Tell(bool isUp) =>
        Tell(isUp, isUp ? AmbeTexts.Up(_address, _session.Product, _session.Channels) : AmbeTexts.Lost(_address, AmbeLoss.Silent));

    private void Tell(bool isUp, VocoderText text)
    {
        bool isNews = !_isTold || _health.IsUp != isUp;
        _isTold = true;
        _health = new AmbeHealth(_address.ToString(), isUp, text, _session.Channels);
        if (isNews) HealthChanged?.Invoke(_health);
    }
}
