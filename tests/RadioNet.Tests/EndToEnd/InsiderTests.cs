using RadioNet.Api;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>Rubbish from a repeater that is rightly logged in: a broken or stolen one.</summary>
public sealed class InsiderTests(SharedNode shared)
{
    [Fact]
    public async Task RubbishOfALoggedInRepeaterHurtsNoOther()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("abc");
        var insider = repeaters[2];
        var before = await cell.Node.StatusAsync();
        int log = cell.Node.Log.Count;
        var said = cell.Speak(1, Cell.Listed, 8);
        using var enough = new CancellationTokenSource();
        var rubbish = RubbishAsync(cell, insider, enough.Token);
        await repeaters[0].PlayAsync(said, 1);
        await enough.CancelAsync();
        int sent = await rubbish;
        GroupCallTests.AssertIsWhole(said, Assert.Single(await repeaters[1].SpurtsAsync(1)), repeaters[1].Id, 1);

        // It is a session still; once it says again what it is, its calls are heard.
        await Wait.UntilAsync(
            async () => await cell.Node.CounterAsync("calls.streams") <= before.Counters["calls.streams"],
            async () => $"{await cell.Node.CounterAsync("calls.streams")} streams run.");
        insider.Send(insider.WithId("RPTPING"));
        await Wait.UntilAsync(() => insider.Said.Any(answer => answer.SequenceEqual(insider.WithId("MSTPONG"))), () => "The ping was not answered.");
        insider.Send(insider.Configuration('3'));
        insider.Send(insider.WithId("RPTO"));
        await cell.Node.CallAsync("the slot is free", new() { Talkgroup = said.Target }, c => c.State == CallState.Ended);
        var own = cell.Speak(2, Cell.Main, 1);
        await insider.PlayAsync(own, 1);
        await repeaters[1].HearsAsync("its call comes", heard => heard.Count(b => b.Target == own.Target) == own.Bursts.Length);

        var after = await cell.Node.StatusAsync();
        long records = (await cell.Node.Calls.ListAsync(new ListCallsRequest { Site = cell.Site('c'), PageSize = 1000 })).Calls.Count;
        TestContext.Current.SendDiagnosticMessage($"{sent} sent, {records} records, memory {before.Memory >> 20} to {after.Memory >> 20} MB, log {log} to {cell.Node.Log.Count}.");
        Assert.True(sent > 5_000, $"Only {sent} were sent.");
        Assert.True(records < 200, $"It made {records} records.");
        Assert.True(cell.Node.Log.Count - log < 20, string.Join('\n', cell.Node.Log));
        Assert.True(after.Memory - before.Memory < 48 << 20, $"Memory grew from {before.Memory} to {after.Memory}.");
        Assert.Equal(0, after.Counters["calls.failures"] + after.Counters["router.faults"]);
    }

    [Fact]
    public async Task BurstsOutOfOrderAreHeardInOrderOrNotAtAll()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("ab");
        var said = cell.Speak(1, Cell.Main, 3);
        int[] order = [.. Enumerable.Range(0, said.Bursts.Length)];
        (order[5], order[6]) = (order[6], order[5]);
        (order[9], order[12]) = (order[12], order[9]);
        foreach (int i in order)
        {
            repeaters[0].Send(repeaters[0].Burst(said, i, 1, 5));
            if (i == 15) repeaters[0].Send(repeaters[0].Burst(said, i, 1, 5));
            await Task.Delay(20);
        }

        var heard = Assert.Single(await repeaters[1].SpurtsAsync(1));
        Assert.Equal(heard.Select(b => b.Voice).Distinct().Count(), heard.Count);
        GroupCallTests.AssertOrderIsKept(said, heard);
    }

    private static async Task<int> RubbishAsync(Cell cell, RawRepeater insider, CancellationToken enough)
    {
        var random = new Random(1);
        byte[] buffer = new byte[400];
        int sent = 0;
        while (!enough.IsCancellationRequested)
        {
            for (int i = 0; i < 200; i++, sent++)
            {
                int length = Make(cell, insider, random, buffer);
                insider.Send(buffer.AsSpan(0, length));
            }

            await Task.Delay(10, CancellationToken.None);
        }

        return sent;
    }

    private static int Make(Cell cell, RawRepeater insider, Random random, byte[] buffer)
    {
        if (random.Next(4) != 0) return HostileDatagram.Make(random, insider.Id, buffer) is var length && buffer.AsSpan().StartsWith("RPTCL"u8) ? 4 : length;

        // A burst in its own name: of whom, to whom, in which stream and what it is are arbitrary, or nearly right.
        random.NextBytes(buffer);
        "DMRD"u8.CopyTo(buffer);
        insider.WithId("").CopyTo(buffer, 11);
        if (random.Next(2) == 0) (buffer[8], buffer[9], buffer[10]) = (0, (byte)(cell.Talkgroup(Cell.Main) >> 8), (byte)cell.Talkgroup(Cell.Main));
        if (random.Next(2) == 0) buffer.AsSpan(16, 3).Clear();
        return random.Next(2) == 0 ? 53 : 55;
    }
}
