using System.Collections.Concurrent;
using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems;
using RadioNet.Simulator.Radios;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Simulator.Conversations;

/// <summary>
/// A site with a base station of the network's own: a virtual modem for its controller, and on the air of that modem handsets that
/// talk, and one a timeslot that listens. What is heard here has left the modem.
/// </summary>
internal sealed class StationAir : ISiteAir
{
    /// <summary>In this time a handset that was switched on hears a station that sends.</summary>
    private static readonly TimeSpan SettleIn = TimeSpan.FromMilliseconds(150);

    /// <summary>A radio that sends later than this tests nothing: after 0.5 s without a burst a network takes it for gone.</summary>
    private static readonly TimeSpan MostLate = TimeSpan.FromMilliseconds(250);

    /// <summary>From the first burst on the air; then a station that heard it is on the air itself.</summary>
    private static readonly TimeSpan UntilSeen = TimeSpan.FromMilliseconds(200);

    /// <summary>What a handset sent so long ago is at the node for certain.</summary>
    private static readonly TimeSpan ToNode = TimeSpan.FromMilliseconds(180);

    private readonly AirSite _site;
    private readonly ChannelFrequencies _channel;
    private readonly ImmutableHashSet<RadioId> _residents;
    private readonly TimeProvider _time;
    private readonly LiveAir _air;
    private readonly VirtualModem _modem;
    private readonly SlotMonitor[] _monitors;
    private readonly ConcurrentDictionary<(RadioId Radio, Timeslot Slot), LiveHandset> _handsets = [];
    private readonly SemaphoreSlim _waking = new(1, 1);
    private long _frames;

    /// <summary>Puts the modem up.</summary>
    /// <param name="site">A site with a carrier.</param>
    /// <param name="residents">The radios that are always here; another one is switched on for what it says.</param>
    /// <param name="time">The clock.</param>
    public StationAir(AirSite site, IEnumerable<RadioId> residents, TimeProvider time)
    {
        _channel = site.Carrier ?? throw new ArgumentException($"Site {site.Id} has no base station.", nameof(site));
        (_site, _residents, _time) = (site, [.. residents], time);
        _air = new LiveAir(time: time);
        var options = new VirtualModemOptions { Name = $"modem {site.Id}", Air = _air, Channel = _channel };
        _modem = OperatingSystem.IsLinux() ? VirtualModem.AtTerminal(options: options) : VirtualModem.AtTcp(options);
        _monitors = [new(_air, _channel, site.ColorCode, Timeslot.One), new(_air, _channel, site.ColorCode, Timeslot.Two)];
    }

    /// <summary>The modem, for the station's controller to reach.</summary>
    public VirtualModem Modem => _modem;

    public bool Repeats => true;

    public TimeSpan Latency => TimeSpan.FromMilliseconds(900);

    public long FramesSent => Interlocked.Read(ref _frames);

    public long Interleaved => _monitors.Sum(monitor => monitor.Interleaved);

    public async Task SendAsync(Spurt spurt, CancellationToken stop)
    {
        var handset = await HandsetAsync(spurt.Transmission.Source, spurt.Slot).ConfigureAwait(false);
        long pressed = _time.GetTimestamp();
        Task<HandsetTransmission> over;
        do over = await PressAsync(handset, spurt).ConfigureAwait(false);
        while (await IsInVainAsync(handset, over).ConfigureAwait(false));
        using (stop.UnsafeRegister(_ => handset.Release(), null))
        {
            while (!over.IsCompleted)
            {
                await Task.WhenAny(over, Task.Delay(Transmission.BurstSpacing, _time, CancellationToken.None)).ConfigureAwait(false);
                if (handset.Current?.StartedAt is { } started) Count(spurt, (int)((_air.Now - started - ToNode) / Transmission.BurstSpacing));
            }
        }

        Conclude(spurt, await over.ConfigureAwait(false));
        if (_air.LatenessBetween(pressed, _time.GetTimestamp()) > MostLate) spurt.HeldUp = true;
        if (!_residents.Contains(spurt.Transmission.Source)) handset.Leave();
    }

    public IReadOnlyList<ReceivedTransmission> Heard(Timeslot slot) => _monitors[slot == Timeslot.Two ? 1 : 0].Heard;

    public TimeSpan LatenessBetween(long from, long to) => _air.LatenessBetween(from, to);

    public ValueTask DisposeAsync()
    {
        _modem.Dispose();
        _waking.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<LiveHandset> HandsetAsync(RadioId radio, Timeslot slot)
    {
        if (_handsets.TryGetValue((radio, slot), out var known)) return known;
        var handset = LiveHandset.Join(_air, new HandsetOptions { Id = radio, ColorCode = _site.ColorCode, Slot = slot, Channel = _channel });
        if (_residents.Contains(radio)) _handsets[(radio, slot)] = handset;
        await Task.Delay(SettleIn, _time, CancellationToken.None).ConfigureAwait(false);
        return handset;
    }

    /// <summary>Presses the key and waits until it is on the air, or is not: two that wake a station at once would not be heard.</summary>
    private async Task<Task<HandsetTransmission>> PressAsync(LiveHandset handset, Spurt spurt)
    {
        await _waking.WaitAsync().ConfigureAwait(false);
        try
        {
            var over = handset.PressAsync(spurt.Transmission);
            while (!over.IsCompleted && handset.Current is { StartedAt: null }) await Task.Delay(TimeSpan.FromMilliseconds(10), _time).ConfigureAwait(false);
            if (handset.Current?.StartedAt is { } started) Begin(spurt, started);
            return over;
        }
        finally
        {
            _waking.Release();
        }
    }

    /// <summary>
    /// Whether the key was pressed as the station fell asleep: a radio knows that 390 ms later, and people see that the lamp of the
    /// channel went out, and press again.
    /// </summary>
    private async Task<bool> IsInVainAsync(LiveHandset handset, Task<HandsetTransmission> over)
    {
        if (handset.Current?.StartedAt is null) return false;
        await Task.Delay(UntilSeen, _time).ConfigureAwait(false);
        if (_modem.With((firmware, _) => firmware.IsTransmitting)) return false;
        handset.Release();
        await over.ConfigureAwait(false);
        return true;
    }

    private void Begin(Spurt spurt, TimeSpan at)
    {
        spurt.Started += _time.GetElapsedTime(spurt.Began, _air.TimestampOf(at));
        spurt.Began = _air.TimestampOf(at);
    }

    private void Conclude(Spurt spurt, HandsetTransmission over)
    {
        spurt.Ended = over.EndedAt is { } ended ? _air.TimestampOf(ended) : _time.GetTimestamp();
        spurt.IsUnanswered = over.State == HandsetTransmissionState.NoBaseStation;
        if (over.BurstsSent == 0) return;
        spurt.CutShort(over.BurstsSent - 1);
        Count(spurt, over.BurstsSent);
    }

    private void Count(Spurt spurt, int bursts)
    {
        int voice = spurt.Transmission.First(Math.Max(0, bursts)).VoiceBursts;
        Interlocked.Add(ref _frames, spurt.CountSent(voice - spurt.FramesSent));
    }
}
