using System.Collections.Immutable;
using System.Net;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Modems;
using RadioNet.Simulator.Repeaters;
using RadioNet.Simulator.Speech;

namespace RadioNet.Simulator.Conversations;

/// <summary>
/// At each site a virtual repeater, logged in to its node over UDP, or the virtual modem of a base station, and radios behind them that
/// hold conversations; counts what each site had to hear, and heard.
/// </summary>
public sealed class VirtualNetwork : IAsyncDisposable
{
    /// <summary>From a burst sent to the first burst heard, at the very most: what comes later is the radio's next turn.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(300);

    private readonly TimeProvider _time;
    private readonly AirNetwork _network;
    private readonly ImmutableDictionary<string, VirtualRepeater> _repeaters;
    private readonly ImmutableDictionary<string, StationAir> _stations;
    private readonly ImmutableDictionary<string, ISiteAir> _airs;
    private readonly PaceWatch _pace;
    private readonly Stage _stage;
    private readonly Director _director;

    /// <summary>Sets the network up; nothing is sent before <see cref="LogInAsync"/>.</summary>
    /// <param name="network">What is on the air.</param>
    /// <param name="master">Where the node of a site with a repeater listens.</param>
    /// <param name="seed">The same seed makes the same script.</param>
    /// <param name="time">The clock.</param>
    public VirtualNetwork(AirNetwork network, Func<AirSite, IPEndPoint> master, int seed, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(master);
        (_network, _time) = (network, time);
        _repeaters = network.Sites.Where(site => site.Carrier is null)
            .ToImmutableDictionary(site => site.Id, site => new VirtualRepeater(OptionsOf(site, master(site)), time));
        _stations = network.Sites.Where(site => site.Carrier is not null)
            .ToImmutableDictionary(site => site.Id, site => new StationAir(site, network.Radios.Where(radio => radio.Site == site.Id).Select(radio => radio.Id), time));
        _airs = network.Sites.ToImmutableDictionary(site => site.Id, AirOf);
        _pace = new PaceWatch(time);
        _stage = new Stage(network, _airs, _pace, time);
        _director = new Director(network, _stage, seed);
    }

    /// <summary>What was said and heard so far.</summary>
    public ConversationTotals Totals => _stage.Totals;

    /// <summary>The modem of a site's base station, for its controller to reach.</summary>
    public VirtualModem Modem(string site) => _stations[site].Modem;

    /// <summary>Logs all repeaters in; throws <see cref="TimeoutException"/> with the first site whose could not.</summary>
    public async Task LogInAsync(TimeSpan patience, CancellationToken cancel)
    {
        foreach (var repeater in _repeaters.Values) repeater.Start();
        foreach (var (id, repeater) in _repeaters)
        {
            try
            {
                await repeater.WaitForAsync(LoginState.Running, cancel).WaitAsync(patience, cancel).ConfigureAwait(false);
            }
            catch (TimeoutException late)
            {
                throw new TimeoutException(id, late);
            }
        }
    }

    /// <summary>
    /// Lets the radios talk until the token is cancelled. Then who talks stops at the next superframe, with a terminator; the
    /// task ends when all has been heard and counted.
    /// </summary>
    public Task TalkAsync(CancellationToken stop) => _director.RunAsync(stop);

    /// <summary>
    /// Presses a radio's key and says the beginning of a phrase, in superframes of 360 ms, apart from the conversations;
    /// <paramref name="pressed"/> is told at the press. Completes when the last burst is sent.
    /// </summary>
    public async Task SayAsync(AirRadio radio, AirGroup group, int superframes, bool emergency, Action<SpokenTurn> pressed)
    {
        ArgumentNullException.ThrowIfNull(radio);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(pressed);
        var spurt = _stage.ToGroup(0, radio, group, new Utterance(emergency ? Phrase.EmergencyVi : Phrase.SiteReportsVi, superframes), emergency);
        var turn = new SpokenTurn(radio, group, spurt.Transmission, emergency, _time.GetTimestamp()) { Started = _time.GetUtcNow() };
        pressed(turn);
        await _stage.SpeakAsync(spurt, CancellationToken.None).ConfigureAwait(false);
        turn.HeldUp = spurt.HeldUp;
        turn.Started = spurt.Started;
    }

    /// <summary>What a site has heard of a turn. A radio's turns are half a second apart, or one may be taken for another.</summary>
    public HeardTurn HeardBy(SpokenTurn turn, AirSite site)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(site);
        var air = _airs[site.Id];
        ReceivedTransmission[] parts =
        [
            .. air.Heard(site.SlotFor(turn.Group.Slot)).Where(part => part.Source == turn.Radio.Id && part.Target == turn.Group.Id.Value && part.TargetKind == turn.Said.TargetKind
                && part.FirstHeard >= turn.Began && _time.GetElapsedTime(turn.Began, part.FirstHeard) < turn.Said.Duration + Longest),
        ];
        bool isWhole = parts is [{ IsWhole: true } one] && one.VoiceBursts == turn.Said.VoiceBursts && one.VoiceDigest == turn.Said.VoiceDigest;
        long until = turn.Began + (long)((turn.Said.Duration + air.Latency).TotalSeconds * _time.TimestampFrequency);
        bool isHeldUp = !isWhole && _stage.Ledger.IsHeldUp(_network.Home(turn.Radio), site, turn.Began, until);
        return new(parts.Sum(part => part.VoiceBursts), isWhole, parts.Length == 0 ? null : parts[0].FirstHeard, isHeldUp);
    }

    /// <summary>All repeaters say goodbye (RPTCL).</summary>
    public Task LogOutAsync() => Task.WhenAll(_repeaters.Values.Select(repeater => repeater.LogOutAsync()));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _pace.Dispose();
        foreach (var air in _airs.Values) await air.DisposeAsync().ConfigureAwait(false);
    }

    private ISiteAir AirOf(AirSite site) => site.Carrier is null ? new RepeaterAir(_repeaters[site.Id], _time) : _stations[site.Id];

    private static VirtualRepeaterOptions OptionsOf(AirSite site, IPEndPoint master)
    {
        const uint transmit = 430_200_000;
        var options = new VirtualRepeaterOptions
        {
            Master = master,
            Repeater = site.Repeater,
            Secret = site.Secret,
            RetryInterval = TimeSpan.FromSeconds(2),
        };
        return options with
        {
            Configuration = options.Configuration with
            {
                Callsign = $"R{site.Repeater}",
                TransmitHertz = transmit,
                ReceiveHertz = site.Simplex ? transmit : transmit + 9_000_000,
                Slots = site.Simplex ? RepeaterSlots.Simplex : RepeaterSlots.Both,
                ColorCode = site.ColorCode,
                Latitude = site.Latitude,
                Longitude = site.Longitude,
            },
        };
    }
}
