using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Simulator.Conversations;

/// <summary>What scenes are played on: puts spurts on the air of the sites, and has them judged when they are over.</summary>
internal sealed class Stage(AirNetwork network, IReadOnlyDictionary<string, ISiteAir> airs, PaceWatch pace, TimeProvider time)
{
    /// <summary>From the last burst sent to the last burst heard, at the very most.</summary>
    private readonly TimeSpan _settling = airs.Values.Max(air => air.Latency) + TimeSpan.FromMilliseconds(100);

    private readonly Airtime _airtime = new(time);
    private readonly UplinkGates _gates = new();
    private readonly Whereabouts _whereabouts = new(time);
    private readonly List<Task> _judgements = [];
    private readonly Lock _gate = new();
    private AirLedger? _ledger;
    private long _spurts;

    public AirNetwork Network { get; } = network;

    public TimeProvider Time { get; } = time;

    public Reservations Reservations { get; } = new();

    public Airtime Airtime => _airtime;

    public Whereabouts Whereabouts => _whereabouts;

    public ConversationTotals Totals => new(
        Interlocked.Read(ref _spurts), airs.Values.Sum(air => air.FramesSent), airs.Values.Sum(air => air.Interleaved), Ledger.Sites, Ledger.LeftOut, Ledger.Denied)
    {
        HeldUp = Ledger.HeldUp,
        Damaged = Ledger.Damaged,
    };

    public AirLedger Ledger => _ledger ??= new(Network, site => airs[site.Id], _airtime, pace.LatenessBetween, Time);

    /// <summary>A radio's turn on a talkgroup.</summary>
    public Spurt ToGroup(int scene, AirRadio radio, AirGroup group, Utterance words, bool emergency = false)
    {
        var from = Network.Home(radio);
        var options = new ServiceOptions(emergency ? ServiceOptions.EmergencyBit : (byte)0);
        var all = Network.SitesOf(group);
        var due = group.Affiliated ? all.Where(site => _whereabouts.IsAffiliated(Network, group, site)) : all;
        return new()
        {
            Scene = scene,
            From = from,
            Slot = from.SlotFor(group.Slot),
            Transmission = new VirtualRadio(radio.Id, from.ColorCode).CallGroup(group.Id, words.Frames.AsSpan(), options),
            Due = [.. due.Where(site => site.Id != from.Id).Select(site => (site, site.SlotFor(group.Slot)))],
            Possible = group.Affiliated ? [.. all.Select(site => site.Id)] : [],
        };
    }

    /// <summary>A radio's turn to another radio, which is where it was last heard.</summary>
    public Spurt ToRadio(int scene, AirRadio radio, Timeslot slot, AirRadio called, Utterance words)
    {
        var from = Network.Home(radio);
        var there = _whereabouts.LastHeard(called.Id);
        return new()
        {
            Scene = scene,
            From = from,
            Slot = from.SlotFor(slot),
            Transmission = new VirtualRadio(radio.Id, from.ColorCode).CallUnit(called.Id, words.Frames.AsSpan()),
            Due = there is { } place && place.Site.Id != from.Id ? [(place.Site, place.Slot)] : [],
            Denied = there is null ? "not-found" : null,
        };
    }

    /// <summary>A turn that the network has to deny by its plan.</summary>
    public static Spurt ToDeny(int scene, RadioId radio, AirSite from, Timeslot slot, TalkgroupId group, Utterance words, string reason) => new()
    {
        Scene = scene,
        From = from,
        Slot = from.SlotFor(slot),
        Transmission = new VirtualRadio(radio, from.ColorCode).CallGroup(group, words.Frames.AsSpan()),
        Denied = reason,
    };

    /// <summary>Waits, unless the conversations stop.</summary>
    public Task PauseAsync(TimeSpan span, CancellationToken stop) => Task.Delay(span, Time, stop);

    /// <summary>
    /// Puts a spurt on the air and returns when its last burst is sent; one radio transmits on a timeslot at a time. When the
    /// conversations stop it ends early, whole.
    /// </summary>
    public async Task SpeakAsync(Spurt spurt, CancellationToken stop)
    {
        using var gate = await _gates.EnterAsync(spurt.From, spurt.Slot, stop).ConfigureAwait(false);
        var uplink = _airtime.Transmit(spurt.Scene, spurt.From, spurt.Slot);
        spurt.Started = Time.GetUtcNow();
        spurt.Began = Time.GetTimestamp();
        Interlocked.Increment(ref _spurts);
        await airs[spurt.From.Id].SendAsync(spurt, stop).ConfigureAwait(false);
        _airtime.End(uplink);
        if (!spurt.IsUnanswered && (spurt.Denied is null || spurt.IsDeniedLater)) _whereabouts.Heard(spurt.Transmission.Source, spurt.From, spurt.Slot);
    }

    /// <summary>Has spurts counted as soon as their last bursts must have been heard. Rivals asked for one floor at the same time.</summary>
    public void Judge(params Spurt[] rivals)
    {
        lock (_gate)
        {
            _judgements.RemoveAll(judgement => judgement.IsCompletedSuccessfully);
            Spurt[] spoken = [.. rivals.Where(rival => rival.Ended != long.MaxValue)];
            if (spoken.Length > 0) _judgements.Add(JudgeAsync(spoken));
        }
    }

    /// <summary>Completes when everything said has been counted.</summary>
    public Task SettleAsync()
    {
        lock (_gate) return Task.WhenAll(_judgements);
    }

    private async Task JudgeAsync(Spurt[] rivals)
    {
        await Task.Delay(_settling, Time).ConfigureAwait(false);
        Ledger.Judge(rivals);
    }
}
