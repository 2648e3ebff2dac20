using RadioNet.Api;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Coding;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>Calls from radio to radio, and texts and signalling.</summary>
public sealed class PrivateAndDataTests(SharedNode shared)
{
    [Fact]
    public async Task APrivateCallGoesWhereTheRadioWasLastHeardAndNowhereElse()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("abc");
        var heard = cell.Speak(2, Cell.Second, 1);
        await repeaters[1].PlayAsync(heard, 2);
        await repeaters[0].SpurtsAsync(1);
        await EndedAsync(cell, heard);
        int before = repeaters[2].Heard.Count;
        var said = cell.SpeakTo(1, 2, 2);
        await repeaters[0].PlayAsync(said, 1);
        GroupCallTests.AssertIsWhole(said, Assert.Single(await repeaters[1].SpurtsAsync(1)), repeaters[1].Id, slot: 2);
        Assert.Equal(before, repeaters[2].Heard.Count);

        var answer = cell.SpeakTo(2, 1, 1);
        await repeaters[1].PlayAsync(answer, 2);
        var spurts = await repeaters[0].SpurtsAsync(2);
        GroupCallTests.AssertIsWhole(answer, spurts.Single(s => s[0].IsPrivate), repeaters[0].Id, slot: 1);
        var record = await cell.Node.CallAsync("a private call", new() { Radio = said.Source.Value }, c => c.Type == CallType.Private);
        Assert.Equal(2, record.Spurts.Count);
    }

    [Fact]
    public async Task ATextToATalkgroupPasses()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("abc");
        var text = Text(cell, cell.Talkgroup(Cell.Main), AddressKind.Group);
        await repeaters[0].PlayAsync(text, 1);
        foreach (var listener in repeaters[1..])
        {
            await listener.HearsAsync("the text comes", h => h.Count >= text.Bursts.Length);
            AssertIsSame(text, listener.Heard, listener.Id, slot: 1, sameColour: listener == repeaters[1]);
        }
    }

    [Fact]
    public async Task ATextToARadioGoesWhereItWasHeard()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("abc");
        var heard = cell.Speak(2, Cell.Second, 1);
        await repeaters[1].PlayAsync(heard, 2);
        await EndedAsync(cell, heard);
        var text = Text(cell, cell.Radio(2), AddressKind.Unit);
        await repeaters[0].PlayAsync(text, 1);
        await repeaters[1].HearsAsync("the text comes", h => h.Count >= text.Bursts.Length);
        AssertIsSame(text, repeaters[1].Heard, repeaters[1].Id, slot: 2, sameColour: true);
        Assert.DoesNotContain(repeaters[2].Heard, burst => burst.Target == text.Target);
    }

    [Fact]
    public async Task SignallingToARadioNeverHeardIsDeniedAndNotFlooded()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("abc");
        var text = Text(cell, cell.Radio(5), AddressKind.Unit);
        await repeaters[0].PlayAsync(text, 1);
        var denied = await cell.Node.CallAsync("denied", new() { Radio = text.Source.Value }, c => c.State == CallState.Denied);
        Assert.Equal(("not-found", CallType.Data), (denied.Reason, denied.Type));
        Assert.Empty(repeaters.SelectMany(r => r.Heard));
    }

    private static Task<Call> EndedAsync(Cell cell, Transmission said) =>
        cell.Node.CallAsync("it ended", new() { Talkgroup = said.Target }, c => c.State == CallState.Ended);

    private static Transmission Text(Cell cell, uint target, AddressKind kind)
    {
        // A preamble's CSBK, a header and two blocks; what they hold is the radios' matter, and arbitrary here.
        var bursts = new[] { DataType.Csbk, DataType.DataHeader, DataType.RateHalf, DataType.RateHalf }.Select(type =>
        {
            byte[] block = new byte[12], burst = new byte[33];
            Random.Shared.NextBytes(block);
            Bptc19696.Encode(block, burst);
            new SlotType(new ColorCode(1), type).Write(burst);
            Sync.Write(burst, SyncPattern.MobileData);
            return new TransmissionBurst((DmrdBurst)(0x20 | (int)type), burst);
        });
        return new Transmission(new RadioId(cell.Radio(1)), target, kind, [.. bursts]);
    }

    private static void AssertIsSame(Transmission said, IReadOnlyList<HeardBurst> heard, uint receiver, int slot, bool sameColour)
    {
        Assert.Equal(said.Bursts.Select(b => (int)b.Kind), heard.Where(b => b.Target == said.Target).Select(b => b.Kind));
        var bursts = heard.Where(b => b.Target == said.Target).ToArray();
        for (int i = 0; i < bursts.Length; i++)
        {
            Assert.Equal((receiver, slot, said.TargetKind == AddressKind.Unit, 55), (bursts[i].Repeater, bursts[i].Slot, bursts[i].IsPrivate, bursts[i].Bytes.Length));
            if (sameColour) Assert.Equal(said.Bursts[i].Payload.Span, bursts[i].Payload);
            Assert.Equal(BlockOf(said.Bursts[i].Payload.Span), BlockOf(bursts[i].Payload));
        }
    }

    private static byte[] BlockOf(ReadOnlySpan<byte> burst)
    {
        byte[] block = new byte[12];
        Assert.True(Bptc19696.TryDecode(burst, block, out int corrected) && corrected == 0);
        return block;
    }
}
