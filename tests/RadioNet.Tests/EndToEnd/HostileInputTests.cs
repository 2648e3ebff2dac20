using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>A million hostile datagrams, while a call runs.</summary>
[Collection(nameof(HostileInputTests))]
[CollectionDefinition(nameof(HostileInputTests), DisableParallelization = true)]
public sealed class HostileInputTests : IDisposable
{
    private const int Attackers = 4;
    private const int Datagrams = 1_000_000;

    /// <summary>So many at once, then a breath: a flood that the node must take in, and not one that the kernel drops for it.</summary>
    private const int Salvo = 75;

    /// <summary>The flood takes some seconds; who has not carried a call until then carries none.</summary>
    private static readonly TimeSpan _bound = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AMillionHostileDatagramsHurtNoCall()
    {
        await using var node = await NodeProcess.StartAsync(Path.Combine(_folder.Path, "data"), "--plan", _folder.Write("plan.yaml", CellPlan.Of(2)));
        using var cell = new Cell(node, 1);
        var repeaters = await cell.LogInAllAsync("abc");
        await FloodAsync(node.Homebrew, repeaters[0].Id, Datagrams / 10);
        var before = await node.StatusAsync();
        int logBefore = node.Log.Count;

        var flood = FloodAsync(node.Homebrew, repeaters[0].Id, Datagrams);
        var since = Stopwatch.StartNew();
        int calls = 0, skipped = 0;
        while (!flood.IsCompleted || calls == 0)
        {
            if (await CarriesACallAsync(cell, repeaters[0], repeaters[1])) calls++;
            else skipped++;
            Assert.True(since.Elapsed < _bound, $"After {since.Elapsed.TotalSeconds:F0} s the flood has {(flood.IsCompleted ? "ended" : "not ended")}; {calls} calls, {skipped} that this machine was too busy to play.");
            await repeaters[2].PingAsync();
        }

        var replies = await flood;
        var after = await node.StatusAsync();
        TestContext.Current.SendDiagnosticMessage(
            $"{calls} calls, {skipped} more that this machine was too busy to play, {since.Elapsed.TotalSeconds:F0} s; in {after.Counters["socket.datagrams-in"] - before.Counters["socket.datagrams-in"]}, dropped by the kernel {after.Counters["socket.kernel-drops"] - before.Counters["socket.kernel-drops"]}, "
            + $"memory {before.Memory >> 20} to {after.Memory >> 20} MB, log {logBefore} to {node.Log.Count}, replies {replies.Count}, longest {replies.Longest}");
        Assert.Equal(3, after.Counters["sessions.open"]);
        Assert.True(replies.Longest <= 10, $"A reply was {replies.Longest} octets long.");
        Assert.True(replies.Count < Datagrams / 100, $"There were {replies.Count} replies.");
        Assert.True(after.Memory - before.Memory < 32 << 20, $"Memory grew from {before.Memory} to {after.Memory}.");
        Assert.True(node.Log.Count - logBefore < 20, string.Join('\n', node.Log));
        Assert.Equal(0, after.Counters["calls.failures"] + after.Counters["router.faults"]);
    }

    /// <summary>Plays a call and holds what is heard to it; false when this machine was too busy to play it well.</summary>
    private static async Task<bool> CarriesACallAsync(Cell cell, RawRepeater talker, RawRepeater listener)
    {
        int before = listener.Heard.Count;
        var said = cell.Speak(1, Cell.Main, 3);
        var longestGap = await talker.PlayAsync(said, 1);
        await listener.HearsAsync("the call ends", heard => heard.Count > before && heard[^1].IsTerminator);
        await Wait.UntilAsync(async () => await cell.Node.CounterAsync("router.streams") == 0, () => Task.FromResult("A stream does not end."));
        if (longestGap > RawRepeater.LongestPause) return false;
        GroupCallTests.AssertIsWhole(said, [.. listener.Heard.Skip(before)], listener.Id, 1);
        return true;
    }

    private static async Task<Replies> FloodAsync(IPEndPoint node, uint liveId, int datagrams)
    {
        var parts = await Task.WhenAll(Enumerable.Range(0, Attackers).Select(seed => Task.Run(() => FloodAsync(node, liveId, datagrams / Attackers, seed))));
        return new Replies(parts.Sum(p => p.Count), parts.Max(p => p.Longest));
    }

    private static async Task<Replies> FloodAsync(IPEndPoint node, uint liveId, int datagrams, int seed)
    {
        using var socket = new Socket(node.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(node);
        var random = new Random(seed);
        byte[] buffer = new byte[400];
        byte[] reply = new byte[2048];
        var replies = new Replies(0, 0);
        for (int sent = 0; sent < datagrams; sent++)
        {
            socket.Send(buffer, 0, HostileDatagram.Make(random, liveId, buffer), SocketFlags.None);
            if (sent % Salvo != 0) continue;
            while (socket.Available > 0) replies = replies.With(socket.Receive(reply));
            await Task.Delay(1);
        }

        return replies;
    }

    private readonly record struct Replies(int Count, int Longest)
    {
        public Replies With(int length) => new(Count + 1, Math.Max(Longest, length));
    }
}
