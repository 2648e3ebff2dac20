using System.Collections.Immutable;
using System.Net;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Repeaters;
using RadioNet.Simulator.Speech;

namespace RadioNet.Simulator.Conversations;

/// <summary>
/// One virtual repeater a site, logged in to its node over UDP, and radios behind them that hold conversations; counts what each
/// site had to hear, and heard.
/// </summary>
public sealed class VirtualNetwork : IAsyncDisposable
{
    /// <summary>From a burst sent to the same burst heard, at the very most.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(300);

    private readonly TimeProvider _time;
    private readonly AirNetwork _network;
    private readonly ImmutableDictionary<string, VirtualRepeater> _repeaters;
    private readonly Stage _stage;
    private readonly Director _director;

    /// <summary>Sets the network up; nothing is sent before <see cref="LogInAsync"/>.</summary>
    /// <param name="network">What is on the air.</param>
    /// <param name="master">Where the node of a site listens.</param>
    /// <param name="seed">The same seed makes the same script.</param>
    /// <param name="time">The clock.</param>
    public VirtualNetwork(AirNetwork network, Func<AirSite, IPEndPoint> master, int seed, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(master);
        (_network, _time) = (network, time);
        _repeaters = network.Sites.ToImmutableDictionary(site => site.Id, site => new VirtualRepeater(OptionsOf(site, master(site)), time));
        _stage = new Stage(network, _repeaters, time);
        _director = new Director(network, _stage, seed);
    }

    /// <summary>What was said and heard so far.</summary>
    public ConversationTotals Totals => _stage.Totals;

    /// <summary>Bursts that all repeaters have sent and heard so far, headers and terminators included.</summary>
    public (long Sent, long Heard) Bursts =>
        (_repeaters.Values.Sum(repeater => repeater.Counters.BurstsSent), _repeaters.Values.Sum(repeater => repeater.Counters.BurstsHeard));

    /// <summary>Logs all repeaters in; throws <see cref="TimeoutException"/> with the first id that could not.</summary>
    public async Task LogInAsync(TimeSpan patience, CancellationToken cancel)
    {
        foreach (var repeater in _repeaters.Values) repeater.Start();
        foreach (var site in _network.Sites)
        {
            try
            {
                await _repeaters[site.Id].WaitForAsync(LoginState.Running, cancel).WaitAsync(patience, cancel).ConfigureAwait(false);
            }
            catch (TimeoutException late)
            {
                throw new TimeoutException($"{site.Repeater}", late);
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
        var turn = new SpokenTurn(radio, group, spurt.Transmission, emergency, _time.GetTimestamp(), _time.GetUtcNow());
        pressed(turn);
        await _stage.SpeakAsync(spurt, CancellationToken.None).ConfigureAwait(false);
        turn.HeldUp = spurt.HeldUp;
    }

    /// <summary>What a site has heard of a turn. A radio's turns are half a second apart, or one may be taken for another.</summary>
    public HeardTurn HeardBy(SpokenTurn turn, AirSite site)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(site);
        var listener = _repeaters[site.Id].Listener(site.SlotFor(turn.Group.Slot));
        var all = listener.Current is { } current ? listener.Ended.Append(current) : listener.Ended;
        ReceivedTransmission[] parts =
        [
            .. all.Where(part => part.Source == turn.Radio.Id && part.Target == turn.Group.Id.Value && part.TargetKind == turn.Said.TargetKind
                && part.FirstHeard >= turn.Began && _time.GetElapsedTime(turn.Began, part.FirstHeard) < turn.Said.Duration + Longest),
        ];
        bool isWhole = parts is [{ IsWhole: true } one] && one.VoiceBursts == turn.Said.VoiceBursts && one.VoiceDigest == turn.Said.VoiceDigest;
        return new(parts.Sum(part => part.VoiceBursts), isWhole, parts.Length == 0 ? null : parts[0].FirstHeard);
    }

    /// <summary>All repeaters say goodbye (RPTCL).</summary>
    public Task LogOutAsync() => Task.WhenAll(_repeaters.Values.Select(repeater => repeater.LogOutAsync()));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var repeater in _repeaters.Values) await repeater.DisposeAsync().ConfigureAwait(false);
    }

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
