using System.Collections.Immutable;
using System.Net;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Simulator.Conversations;

/// <summary>
/// One virtual repeater a site, logged in to its node over UDP, and radios behind them that hold conversations; counts what each
/// site had to hear, and heard.
/// </summary>
public sealed class VirtualNetwork : IAsyncDisposable
{
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
        _network = network;
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
