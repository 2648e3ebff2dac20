using RadioNet.Api;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>Who has the floor and the timeslots, as listeners hear it.</summary>
public sealed class FloorTests(SharedNode shared)
{
    [Fact]
    public async Task OfTwoRadios20MillisecondsApartAllHearTheSameOneWhole()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("abc");
        var first = cell.Speak(1, Cell.Main);
        var second = cell.Speak(2, Cell.Main);
        await Task.WhenAll(repeaters[0].PlayAsync(first, 1), PlayAfter20MillisecondsAsync(repeaters[1], second));
        GroupCallTests.AssertIsWhole(first, Assert.Single(await repeaters[2].SpurtsAsync(1)), repeaters[2].Id, 1);
        var denied = await cell.Node.CallAsync("the later one was denied", new() { Radio = second.Source.Value }, c => c.State == CallState.Denied);
        Assert.Equal("busy", denied.Reason);

        // At b the loser's own repeater is busy with him; it hears nobody else than the winner.
        Assert.DoesNotContain(repeaters.SelectMany(r => r.Heard), burst => burst.Source == second.Source.Value);
        Assert.Empty(repeaters[0].Heard);
    }

    [Fact]
    public async Task TwoTalkgroupsInOneSlotNeverInterleaveAndTheSecondJoinsLate()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("abc");
        var first = cell.Speak(1, Cell.Main, 2);
        var second = cell.Speak(2, Cell.Rival, 8);
        await Task.WhenAll(
            repeaters[0].PlayAsync(first, 1),
            PlayWhenAsync(repeaters[1], second, () => repeaters[2].HearsAsync("the first runs", h => h.Count >= 3)));
        var spurts = await repeaters[2].SpurtsAsync(2);
        Assert.Equal(2, spurts.Length);
        GroupCallTests.AssertIsWhole(first, spurts[0], repeaters[2].Id, 1);
        AssertJoinedLate(second, spurts[1]);

        // One after the other: the slot's bursts change their stream once.
        var heard = repeaters[2].Heard;
        Assert.Equal(1, Enumerable.Range(1, heard.Count - 1).Count(i => heard[i].Stream != heard[i - 1].Stream));
    }

    [Fact]
    public async Task WithoutATerminatorAnotherRadioHasTheFloorIn1500Milliseconds()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("abc");
        await repeaters[0].PlayAsync(cell.Speak(1, Cell.Main, 1).WithoutTerminator(), 1);
        long silent = System.Diagnostics.Stopwatch.GetTimestamp();
        var next = cell.Speak(2, Cell.Main, 6);
        await repeaters[1].PlayAsync(next, 1);
        await repeaters[2].HearsAsync("the next is heard", h => h.Any(b => b.Source == next.Source.Value && b.IsTerminator));
        var heard = repeaters[2].Heard;
        var waited = System.Diagnostics.Stopwatch.GetElapsedTime(silent, heard.First(b => b.Source == next.Source.Value).At);
        Assert.True(waited < TimeSpan.FromSeconds(1.5), $"It waited {waited}.");

        // The lost terminator was made up for, so that no receiver hangs.
        Assert.True(heard.Last(b => b.Source == cell.Radio(1)).IsTerminator);
        AssertJoinedLate(next, [.. heard.Where(b => b.Source == next.Source.Value)]);
    }

    [Fact]
    public async Task AnEmergencyTakesARunningFloor()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("abc");
        var plain = cell.Speak(1, Cell.Main, 5);
        var emergency = cell.Speak(2, Cell.Main, 2, options: 0x80);
        await Task.WhenAll(
            repeaters[0].PlayAsync(plain, 1),
            PlayWhenAsync(repeaters[1], emergency, () => repeaters[2].HearsAsync("the plain one runs", h => h.Count >= 4)));
        var spurts = await repeaters[2].SpurtsAsync(2);
        GroupCallTests.AssertIsWhole(emergency, spurts.Single(s => s[0].Source == emergency.Source.Value), repeaters[2].Id, 1);
        var taken = spurts.Single(s => s[0].Source == plain.Source.Value);
        Assert.True(taken[^1].IsTerminator && taken.Count < plain.Bursts.Length);
        var record = await cell.Node.CallAsync("it ended", new() { Talkgroup = plain.Target }, c => c.State == CallState.Ended);
        Assert.True(record.Emergency);
        Assert.Equal("pre-empted", record.Spurts.Single(s => s.Source == plain.Source.Value).EndReason);
        Assert.Contains(await EmergenciesAsync(cell), alarm => alarm.Subject.Contains($"{emergency.Source.Value}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OnACalmTalkgroupAnEmergencyRaisesTheAlarmAndTakesNothing()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("abc");
        var plain = cell.Speak(1, Cell.Calm, 3);
        var emergency = cell.Speak(2, Cell.Calm, 1, options: 0x80);
        await Task.WhenAll(
            repeaters[0].PlayAsync(plain, 1),
            PlayWhenAsync(repeaters[1], emergency, () => repeaters[2].HearsAsync("the plain one runs", h => h.Count >= 3)));
        GroupCallTests.AssertIsWhole(plain, Assert.Single(await repeaters[2].SpurtsAsync(1)), repeaters[2].Id, 1);
        Assert.Contains(await EmergenciesAsync(cell), alarm => alarm.Subject.Contains($"{emergency.Source.Value}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhoMayPreEmptTakesTheFloor()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("abc");
        var plain = cell.Speak(1, Cell.Main, 4);
        var chief = cell.Speak(Cell.Chief, Cell.Main, 1);
        await Task.WhenAll(
            repeaters[0].PlayAsync(plain, 1),
            PlayWhenAsync(repeaters[1], chief, () => repeaters[2].HearsAsync("the plain one runs", h => h.Count >= 3)));
        var spurts = await repeaters[2].SpurtsAsync(2);
        GroupCallTests.AssertIsWhole(chief, spurts.Single(s => s[0].Source == chief.Source.Value), repeaters[2].Id, 1);
    }

    [Fact]
    public async Task TheTimeLimitEndsASpurtForTheListeners()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("ab");
        var said = cell.Speak(1, Cell.Short, 5);
        await repeaters[0].PlayAsync(said, 1);
        var heard = Assert.Single(await repeaters[1].SpurtsAsync(1));
        Assert.InRange(heard.Count, 10, 24);
        Assert.True(heard[^1].IsTerminator);
        var record = await cell.Node.CallAsync("it ended", new() { Talkgroup = said.Target }, c => c.State == CallState.Ended);
        Assert.Equal("time-limit", Assert.Single(record.Spurts).EndReason);
    }

    [Fact]
    public async Task AnAnswerInTheHangTimeIsTheSameCall()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("ab");
        var question = cell.Speak(1, Cell.Main, 1);
        var answer = cell.Speak(2, Cell.Main, 1);
        await repeaters[0].PlayAsync(question, 1);
        await repeaters[1].PlayAsync(answer, 1);
        GroupCallTests.AssertIsWhole(question, Assert.Single(await repeaters[1].SpurtsAsync(1)), repeaters[1].Id, 1);
        GroupCallTests.AssertIsWhole(answer, Assert.Single(await repeaters[0].SpurtsAsync(1)), repeaters[0].Id, 1);
        var record = await cell.Node.CallAsync("it ended", new() { Talkgroup = question.Target }, c => c.State == CallState.Ended);
        Assert.Equal([question.Source.Value, answer.Source.Value], record.Spurts.Select(s => s.Source));
    }

    [Fact]
    public async Task NobodyAnswersABroadcast()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("abc");
        var said = cell.Speak(1, Cell.OneWay, 2);
        await Task.WhenAll(
            repeaters[0].PlayAsync(said, 1),
            PlayWhenAsync(repeaters[1], cell.Speak(2, Cell.OneWay, 1), () => repeaters[2].HearsAsync("the broadcast runs", h => h.Count >= 3)));
        GroupCallTests.AssertIsWhole(said, Assert.Single(await repeaters[2].SpurtsAsync(1)), repeaters[2].Id, 1);
        var record = await cell.Node.CallAsync("it ended", new() { Talkgroup = said.Target }, c => c.State == CallState.Ended);
        Assert.Equal(CallType.Broadcast, record.Type);
        Assert.Empty(repeaters[0].Heard);
    }

    private static void AssertJoinedLate(Transmission said, IReadOnlyList<HeardBurst> heard)
    {
        Assert.True(heard[0].IsHeader && heard[^1].IsTerminator, "It is not whole.");
        string[] voice = [.. heard.Where(b => b.IsVoice).Select(b => b.Voice)];
        string[] all = [.. said.Bursts.Select(b => new HeardBurst([.. new byte[15], (byte)b.Kind, .. new byte[4], .. b.Payload.Span], 0)).Where(b => b.IsVoice).Select(b => b.Voice)];
        Assert.Equal(all.TakeLast(voice.Length), voice);
        Assert.NotEmpty(voice);
    }

    private static async Task<IEnumerable<Alarm>> EmergenciesAsync(Cell cell)
    {
        var list = await cell.Node.Alarms.ListAsync(new ListAlarmsRequest { PageSize = 1000 });
        return list.Alarms.Where(alarm => alarm.Kind == "emergency" && alarm.State == AlarmState.Raised);
    }

    private static Task PlayAfter20MillisecondsAsync(RawRepeater repeater, Transmission said) =>
        PlayWhenAsync(repeater, said, () => Task.Delay(20));

    private static async Task PlayWhenAsync(RawRepeater repeater, Transmission said, Func<Task> moment)
    {
        await moment();
        await repeater.PlayAsync(said, 1);
    }
}
