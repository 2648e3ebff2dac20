using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Radios;

namespace RadioNet.Tests.EndToEnd.Rig;

/// <summary>One cell of a <see cref="CellPlan"/>, and the repeaters that a test has logged in there.</summary>
internal sealed class Cell(NodeProcess node, int number) : IDisposable
{
    /// <summary>Talkgroups: on all sites in slot 1; another there; in slot 2; on sites a and b alone; one-way; of priority 9; with a limit of 1 s; without emergencies, and recorded.</summary>
    public const uint Main = 1, Rival = 2, Second = 3, Listed = 4, OneWay = 5, Urgent = 6, Short = 7, Calm = 8;

    /// <summary>Radios 1 to 6 are members of all; these are not so plain.</summary>
    public const uint Outsider = 7, Stunned = 8, Chief = 9, Herald = 10;

    /// <summary>The radios' ids begin here.</summary>
    public const uint RadioBase = 4_000_000;

    private readonly List<RawRepeater> _repeaters = [];

    /// <summary>The node.</summary>
    public NodeProcess Node => node;

    /// <summary>A talkgroup's id.</summary>
    public uint Talkgroup(uint talkgroup) => (uint)(100 * number) + talkgroup;

    /// <summary>A radio's id.</summary>
    public uint Radio(uint radio) => RadioBase + (uint)(100 * number) + radio;

    /// <summary>A site's id.</summary>
    public string Site(char site) => $"c{number}-{site}";

    /// <summary>The id of a site's repeater.</summary>
    public uint RepeaterId(char site) => (uint)(100 * number) + site switch { 'a' => 1u, 'b' => 2u, 'c' => 3u, _ => 4u };

    /// <summary>The repeater of a site, not yet logged in.</summary>
    public RawRepeater Repeater(char site)
    {
        uint id = RepeaterId(site);
        var repeater = new RawRepeater(node.Homebrew, id, $"{CellPlan.SecretPrefix}{id}");
        _repeaters.Add(repeater);
        return repeater;
    }

    /// <summary>The repeater of a site, logged in.</summary>
    public async Task<RawRepeater> LogInAsync(char site, char slots = '3', string? options = null)
    {
        var repeater = Repeater(site);
        await repeater.LogInAsync(slots, options);
        return repeater;
    }

    /// <summary>The repeaters of sites, logged in at once.</summary>
    public Task<RawRepeater[]> LogInAllAsync(string sites) => Task.WhenAll(sites.Select(site => LogInAsync(site)));

    /// <summary>What a radio says on a talkgroup: so many superframes of 360 ms, each vocoder frame another.</summary>
    public Transmission Speak(uint radio, uint talkgroup, int superframes = 2, byte options = 0, params LinkControl[] interleaved) =>
        Handset(radio, interleaved).CallGroup(new TalkgroupId(Talkgroup(talkgroup)), Voice(superframes), new ServiceOptions(options));

    /// <summary>What a radio says to another radio.</summary>
    public Transmission SpeakTo(uint radio, uint called, int superframes = 2) =>
        Handset(radio, []).CallUnit(new RadioId(Radio(called)), Voice(superframes));

    /// <summary>A radio of the cell, of colour code 1.</summary>
    public VirtualRadio Handset(uint radio, LinkControl[] interleaved, int headers = 1) =>
        new(new RadioId(Radio(radio)), new ColorCode(1)) { Interleaved = [.. interleaved], Headers = headers };

    public void Dispose()
    {
        foreach (var repeater in _repeaters)
        {
            // As goodbye, so that the cell is free again.
            repeater.Send(repeater.WithId("RPTCL"));
            repeater.Dispose();
        }
    }

    private static ulong[] Voice(int superframes) =>
        [.. Enumerable.Range(0, superframes * 18).Select(_ => (ulong)Random.Shared.NextInt64(1L << 49))];
}
