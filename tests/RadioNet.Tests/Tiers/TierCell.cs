using System.Diagnostics;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Links;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;
using static RadioNet.Tests.Tiers.TierRig;

namespace RadioNet.Tests.Tiers;

/// <summary>
/// A province, a district and a commune in processes of their own, over ways that a test can spoil, with a repeater at the province's
/// summit, one at the district's town, and two at the commune, on its hill and in its valley.
/// </summary>
internal sealed class TierCell : IAsyncDisposable
{
    /// <summary>Talkgroups on all sites: at home at the province, in timeslot 1; at home at the commune, in timeslot 2.</summary>
    public const uint Command = 1001, Rescue = 1002;

    /// <summary>Radios 1 to 8 are members of both.</summary>
    private const uint RadioBase = 4_520_000;

    private const string Members = """
        talkgroups:
          - { id: 1001, name: Chỉ huy, home: province, slot: 1, hang-time: 500ms, time-limit: 20s }
          - { id: 1002, name: Cứu hộ, home: commune, slot: 2, hang-time: 500ms, time-limit: 20s, sites: [ summit, town, hill, valley ] }
        subscribers:

        """;

    private static readonly TimeSpan _pingInterval = TimeSpan.FromSeconds(5);

    private Timer? _pings;

    private TierCell(TierRig rig) => Rig = rig;

    public TierRig Rig { get; }

    /// <summary>From the commune to the district.</summary>
    public LinkWay Way => Rig.Way(Commune, District);

    public RawRepeater Summit { get; private set; } = null!;

    public RawRepeater Town { get; private set; } = null!;

    public RawRepeater Hill { get; private set; } = null!;

    public RawRepeater Valley { get; private set; } = null!;

    private RawRepeater[] All => [Summit, Town, Hill, Valley];

    /// <summary>Starts the nodes, attached over ways with a delay, and logs the repeaters in.</summary>
    public static async Task<TierCell> StartAsync(TimeSpan oneWay)
    {
        var cell = new TierCell(await TierRig.StartAsync());
        var rig = cell.Rig;
        await rig.AddOverWaysAsync(District, Root);
        await rig.AddOverWaysAsync(Commune, District);
        int revision = await rig.ApplyAsync("with radios", Members + string.Join('\n', Enumerable.Range(1, 8).Select(
            radio => $"  - {{ id: {RadioBase + radio}, alias: Radio {radio}, home: {(radio <= 4 ? "commune" : "province")}, talkgroups: [ 1001, 1002 ] }}")));
        await rig.HasPlanAsync(Commune, revision);
        (rig.Way(District, Root).State.Delay, cell.Way.State.Delay) = (oneWay, oneWay);
        (cell.Summit, cell.Town) = (new(rig[Root].Homebrew, 101, "of the summit"), new(rig[District].Homebrew, 105, "of the town"));
        (cell.Hill, cell.Valley) = (new(rig[Commune].Homebrew, 102, "of the hill"), new(rig[Commune].Homebrew, 106, "of the valley"));
        foreach (var repeater in cell.All) await repeater.LogInAsync();
        cell._pings = new Timer(_ => Array.ForEach(cell.All, repeater => repeater.Send(repeater.WithId("RPTPING"))), null, _pingInterval, _pingInterval);
        return cell;
    }

    /// <summary>A radio's id.</summary>
    public static uint Radio(uint radio) => RadioBase + radio;

    /// <summary>What a radio says: so many superframes of 360 ms, each vocoder frame another.</summary>
    public static Transmission Speak(uint radio, uint talkgroup, int superframes, bool emergency = false) =>
        new VirtualRadio(new RadioId(Radio(radio)), new ColorCode(1)).CallGroup(
            new TalkgroupId(talkgroup), [.. Enumerable.Range(0, superframes * 18).Select(_ => (ulong)Random.Shared.NextInt64(1L << 49))],
            emergency ? new ServiceOptions(ServiceOptions.EmergencyBit) : default);

    /// <summary>The timeslot of a talkgroup.</summary>
    public static int SlotOf(uint talkgroup) => talkgroup == Command ? 1 : 2;

    /// <summary>Says it at a repeater, at the air's pace; tells when the press was, in timestamp ticks.</summary>
    public static async Task<long> SayAsync(RawRepeater at, Transmission said)
    {
        long pressed = Stopwatch.GetTimestamp();
        await at.PlayAsync(said, SlotOf(said.Target));
        return pressed;
    }

    /// <summary>The bursts of a transmission that a repeater has heard, by their vocoder bits: which of its voice bursts, and when.</summary>
    public static IReadOnlyList<(int Index, long At)> HeardOf(Transmission said, RawRepeater by)
    {
        var voices = new Dictionary<string, int>();
        foreach (var burst in said.Bursts.Where(burst => burst.Kind.IsVoiceBurst())) voices[HeardBurst.VoiceOf(burst.Payload.Span)] = voices.Count;
        return [.. by.Heard.Where(heard => heard.IsVoice && heard.Source == said.Source.Value && voices.ContainsKey(heard.Voice)).Select(heard => (voices[heard.Voice], heard.At))];
    }

    /// <summary>Whether a repeater has heard each voice burst of a transmission, in order, once.</summary>
    public static bool IsWhole(Transmission said, RawRepeater by) => HeardOf(said, by).Select(heard => heard.Index).SequenceEqual(Enumerable.Range(0, said.VoiceBursts));

    /// <summary>Waits until repeaters have heard a transmission whole.</summary>
    public async Task IsHeardAsync(Transmission said, params RawRepeater[] by)
    {
        foreach (var repeater in by)
        {
            await Wait.UntilAsync(
                () => IsWhole(said, repeater),
                () => $"Repeater {repeater.Id} heard {HeardOf(said, repeater).Count} of {said.VoiceBursts} bursts of {said.Source} to {said.Target}.\n{Rig.Logs()}",
                TimeSpan.FromSeconds(3));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_pings is not null) await _pings.DisposeAsync();
        foreach (var repeater in All) repeater?.Dispose();
        await Rig.DisposeAsync();
    }
}
