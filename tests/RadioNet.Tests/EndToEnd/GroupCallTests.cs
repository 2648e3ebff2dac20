using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>A radio keys a talkgroup: what the other repeaters hear of it.</summary>
public sealed class GroupCallTests(SharedNode shared)
{
    [Fact]
    public async Task ACallReachesTheOthersToTheByte()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("ab");
        var said = cell.Speak(1, Cell.Main, 3);
        await repeaters[0].PlayAsync(said, 1, stream: 0xCAFE0001);
        var spurt = Assert.Single(await repeaters[1].SpurtsAsync(1));
        AssertIsWhole(said, spurt, repeaters[1].Id, slot: 1);
        for (int i = 0; i < spurt.Count; i++) Assert.Equal(said.Bursts[i].Payload.Span, spurt[i].Payload);
        Assert.Empty(repeaters[0].Heard);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(1)]
    public async Task FramesKeepTheirOrder(int spacing)
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("ab");
        var said = cell.Speak(1, Cell.Main, spacing == 60 ? 3 : 80);
        await repeaters[0].PlayAsync(said, 1, TimeSpan.FromMilliseconds(spacing));
        var spurt = Assert.Single(await repeaters[1].SpurtsAsync(1));
        AssertOrderIsKept(said, spurt);

        // At most three bursts wait while the floor is decided; at 60 ms none is lost.
        if (spacing == 60) Assert.Equal(said.Bursts.Length, spurt.Count);
    }

    [Fact]
    public async Task StreamIdsThatAreZeroOrChangeBetweenHeadersMatterNot()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("ab");
        foreach (uint radio in new uint[] { 1, 2 })
        {
            // Three headers, each with another stream id, as some repeaters send them; then a whole spurt with the id 0.
            bool isZero = radio == 2;
            var said = cell.Handset(radio, [], isZero ? 1 : 3).CallGroup(new TalkgroupId(cell.Talkgroup(Cell.Main)), VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(700)));
            int before = repeaters[1].Heard.Count;
            for (int i = 0; i < said.Bursts.Length; i++)
            {
                repeaters[0].Send(repeaters[0].Burst(said, i, 1, isZero ? 0 : 40 + (uint)Math.Min(i, 2)));
                await Task.Delay(30);
            }

            await repeaters[1].HearsAsync("the spurt ends", heard => heard.Count > before && heard[^1].IsTerminator);
            var spurt = repeaters[1].Heard.Skip(before).ToArray();
            Assert.Equal(said.Bursts.Length, spurt.Length);
            Assert.Single(spurt.Select(burst => burst.Stream).Distinct());
            Assert.Equal(said.Bursts.Select(b => (int)b.Kind), spurt.Select(b => b.Kind));
        }

        var record = await cell.Node.CallAsync("both are one call", new() { Talkgroup = cell.Talkgroup(Cell.Main) }, c => c.State == Api.CallState.Ended);
        Assert.Equal([cell.Radio(1), cell.Radio(2)], record.Spurts.Select(s => s.Source));
    }

    [Fact]
    public async Task BothSlotsCarryACallAtOnce()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("ab");
        var first = cell.Speak(1, Cell.Main);
        var second = cell.Speak(2, Cell.Second);
        await Task.WhenAll(repeaters[0].PlayAsync(first, 1, stream: 1), repeaters[0].PlayAsync(second, 2, stream: 2));
        var spurts = await repeaters[1].SpurtsAsync(2);
        AssertIsWhole(first, spurts.Single(s => s[0].Slot == 1), repeaters[1].Id, 1);
        AssertIsWhole(second, spurts.Single(s => s[0].Slot == 2), repeaters[1].Id, 2);
    }

    [Fact]
    public async Task AnInputOf53OctetsGoesOutAs55()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("ab");
        var said = cell.Speak(1, Cell.Main, 1);
        for (int i = 0; i < said.Bursts.Length; i++)
        {
            repeaters[0].Send(repeaters[0].Burst(said, i, 1, 77).AsSpan(0, 53));
            await Task.Delay(60);
        }

        AssertIsWhole(said, Assert.Single(await repeaters[1].SpurtsAsync(1)), repeaters[1].Id, 1);
    }

    [Fact]
    public async Task ASimplexHotspotHearsAndTalksInSlot2()
    {
        using var cell = await shared.TakeCellAsync();
        var repeater = await cell.LogInAsync('a');
        var hotspot = await cell.LogInAsync('b', slots: '4');
        var said = cell.Speak(1, Cell.Main, 1);
        await repeater.PlayAsync(said, 1);
        AssertIsWhole(said, Assert.Single(await hotspot.SpurtsAsync(1)), hotspot.Id, slot: 2);
        var answer = cell.Speak(2, Cell.Main, 1);
        await hotspot.PlayAsync(answer, 2);
        AssertIsWhole(answer, Assert.Single(await repeater.SpurtsAsync(1)), repeater.Id, slot: 1);
    }

    [Fact]
    public async Task ALinkCarriesSeveralCallsInOneSlotUpToItsNumber()
    {
        using var cell = await shared.TakeCellAsync();
        var a = await cell.LogInAsync('a');
        var link = await cell.LogInAsync('l');
        var calls = new[] { cell.Speak(1, Cell.Main, 4), cell.Speak(2, Cell.Second, 4) };
        var third = cell.Speak(3, Cell.Rival, 2);
        var third2 = await cell.LogInAsync('b');
        await Task.WhenAll(
            a.PlayAsync(calls[0], 1, stream: 1), a.PlayAsync(calls[1], 2, stream: 2),
            PlayAfterAsync(third2, third, () => link.HearsAsync("both calls run", h => h.Select(b => b.Stream).Distinct().Count() == 2)));
        var spurts = await link.SpurtsAsync(2);
        foreach (var call in calls)
        {
            AssertIsWhole(call, spurts.Single(s => s[0].Target == call.Target), link.Id, call == calls[0] ? 1 : 2);
        }

        var record = await cell.Node.CallAsync(
            "the third call missed the full link", new() { Talkgroup = third.Target }, c => c.Missed.Any(m => m.Site == cell.Site('l')));
        Assert.Equal("slot-busy", record.Missed.Single(m => m.Site == cell.Site('l')).Reason);
    }

    [Fact]
    public async Task ALateRepeaterJoinsWithARebuiltHeader()
    {
        using var cell = await shared.TakeCellAsync();
        var a = await cell.LogInAsync('a');
        var c = await cell.LogInAsync('c');
        var said = cell.Speak(1, Cell.Main, 5);
        var playing = a.PlayAsync(said, 1);
        await c.HearsAsync("the call runs", heard => heard.Count >= 4);
        var late = await cell.LogInAsync('b');
        await playing;
        var spurt = Assert.Single(await late.SpurtsAsync(1));
        Assert.True(spurt[0].IsHeader, "The first burst is no header.");
        Assert.True(spurt.Count < said.Bursts.Length);
        Assert.True(FullLinkControl.TryReadHeader(spurt[0].Payload, out var lc));
        Assert.Equal((said.Target, said.Source), (lc.Target, lc.Source));
        AssertVoiceIsTheEndOf(said, spurt);
    }

    [Fact]
    public async Task ACallWithoutAHeaderIsJoinedByItsEmbeddedLinkControl()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("ab");
        var said = cell.Speak(1, Cell.Main, 3).WithoutHeader();
        await repeaters[0].PlayAsync(said, 1);
        var spurt = Assert.Single(await repeaters[1].SpurtsAsync(1));
        Assert.True(spurt[0].IsHeader, "The first burst is no header.");
        Assert.True(FullLinkControl.TryReadHeader(spurt[0].Payload, out var lc));
        Assert.Equal((said.Target, said.Source), (lc.Target, lc.Source));
        AssertVoiceIsTheEndOf(said, spurt);
    }

    [Fact]
    public async Task TheColourCodeIsThePlansAtEachRepeater()
    {
        using var cell = await shared.TakeCellAsync();
        var a = await cell.LogInAsync('a');
        var c = await cell.LogInAsync('c');
        var said = cell.Speak(1, Cell.Main, 2);
        await a.PlayAsync(said, 1);
        var spurt = Assert.Single(await c.SpurtsAsync(1));
        AssertIsWhole(said, spurt, c.Id, 1);
        foreach (var burst in spurt)
        {
            var kind = burst.IsVoice ? burst.Kind == 0x10 ? BurstKind.VoiceSync : BurstKind.VoiceEmbedded : BurstKind.Data;
            if (BurstColorCode.TryRead(burst.Payload, kind, out var colour)) Assert.Equal(7, colour.Value);
            else Assert.Equal(0x10, burst.Kind);
        }
    }

    [Fact]
    public async Task AliasAndPositionInsideACallSurvive()
    {
        using var cell = await shared.TakeCellAsync();
        var a = await cell.LogInAsync('a');
        var others = await cell.LogInAllAsync("bc");
        var inside = new LinkControl[5];
        Assert.True(TalkerAlias.TrySplit("PCCC Đắk Lắk 01", TalkerAliasFormat.Utf8, inside, out int count));
        var position = GpsInfo.FromDegrees(12.6797, 108.0447, PositionError.Below20Metres).ToLinkControl();
        var said = cell.Speak(1, Cell.Main, 8, 0, [.. inside[..count], position]);
        await a.PlayAsync(said, 1);
        foreach (var other in others)
        {
            var spurt = Assert.Single(await other.SpurtsAsync(1));
            AssertIsWhole(said, spurt, other.Id, 1);
            for (int i = 0; i < spurt.Count; i++)
            {
                if (spurt[i].Kind is < 1 or > 4) continue;
                Assert.Equal(BurstLayout.ReadEmbedded(said.Bursts[i].Payload.Span), BurstLayout.ReadEmbedded(spurt[i].Payload));
            }
        }
    }

    [Fact]
    public async Task OptionsNarrowWhatARepeaterGets()
    {
        using var cell = await shared.TakeCellAsync();
        var a = await cell.LogInAsync('a');
        var b = await cell.LogInAsync('b', options: $"TS1={cell.Talkgroup(Cell.Rival)};TS2={cell.Talkgroup(Cell.Second)}");
        var c = await cell.LogInAsync('c');
        var unwanted = cell.Speak(1, Cell.Main, 1);
        await a.PlayAsync(unwanted, 1);
        AssertIsWhole(unwanted, Assert.Single(await c.SpurtsAsync(1)), c.Id, 1);
        var wanted = cell.Speak(1, Cell.Second, 1);
        await a.PlayAsync(wanted, 2);
        AssertIsWhole(wanted, Assert.Single(await b.SpurtsAsync(1)), b.Id, 2);
        Assert.DoesNotContain(b.Heard, burst => burst.Target == unwanted.Target);
    }

    [Fact]
    public async Task TheSiteListIsObeyed()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("abc");
        var said = cell.Speak(1, Cell.Listed, 1);
        await repeaters[0].PlayAsync(said, 1);
        AssertIsWhole(said, Assert.Single(await repeaters[1].SpurtsAsync(1)), repeaters[1].Id, 1);
        Assert.Empty(repeaters[2].Heard);
        await repeaters[2].PlayAsync(cell.Speak(2, Cell.Listed, 1), 1);
        var denied = await cell.Node.CallAsync("denied at a site that is not listed", new() { Radio = cell.Radio(2) }, c => c.State == Api.CallState.Denied);
        Assert.Equal("not-at-site", denied.Reason);
    }

    /// <summary>A whole transmission: each burst once, in order, 55 octets, for this receiver, its voice untouched.</summary>
    internal static void AssertIsWhole(Transmission said, IReadOnlyList<HeardBurst> heard, uint receiver, int slot)
    {
        Assert.Equal(said.Bursts.Select(b => (int)b.Kind), heard.Select(b => b.Kind));
        byte sequence = heard[0].Sequence;
        foreach (var burst in heard)
        {
            Assert.Equal(55, burst.Bytes.Length);
            Assert.Equal((said.Source.Value, said.Target, receiver, slot), (burst.Source, burst.Target, burst.Repeater, burst.Slot));
            Assert.Equal(said.TargetKind == AddressKind.Unit, burst.IsPrivate);
            Assert.Equal(sequence++, burst.Sequence);
        }

        Assert.Equal(VoiceOf(said), heard.Where(b => b.IsVoice).Select(b => b.Voice));
    }

    /// <summary>Nothing out of order: what was heard is what was said, some of it left out.</summary>
    internal static void AssertOrderIsKept(Transmission said, IReadOnlyList<HeardBurst> heard)
    {
        string[] voice = [.. VoiceOf(said)];
        int last = -1;
        foreach (var burst in heard.Where(b => b.IsVoice))
        {
            int place = Array.IndexOf(voice, burst.Voice);
            Assert.True(place > last, $"Voice burst {place} came after {last}.");
            last = place;
        }

        Assert.Equal(voice.Length - 1, last);
    }

    private static void AssertVoiceIsTheEndOf(Transmission said, IReadOnlyList<HeardBurst> heard)
    {
        string[] voice = [.. heard.Where(b => b.IsVoice).Select(b => b.Voice)];
        Assert.NotEmpty(voice);
        Assert.Equal(VoiceOf(said).TakeLast(voice.Length), voice);
    }

    private static IEnumerable<string> VoiceOf(Transmission said) =>
        said.Bursts.Where(b => ((int)b.Kind & 0x20) == 0).Select(b => new HeardBurst([.. new byte[20], .. b.Payload.Span], 0).Voice);

    private static async Task PlayAfterAsync(RawRepeater repeater, Transmission said, Func<Task> moment)
    {
        await moment();
        await repeater.PlayAsync(said, 1);
    }
}
