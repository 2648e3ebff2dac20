using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using RadioNet.Command.Terminal;
using RadioNet.Core.Records.Outages;
using RadioNet.Plan;
using RadioNet.Protocols;
using RadioNet.Simulator.Conversations;

namespace RadioNet.Command.Demo.Drill;

/// <summary>A commune is cut off in the middle of calls, goes on alone, and comes back; then it is told what happened.</summary>
internal sealed class DrillRun(DemoPlan plan, DemoNetwork nodes, VirtualNetwork network, DrillOptions options, Output output)
{
    /// <summary>The node that is cut off.</summary>
    private const string Parted = "core-cu-pui";

    /// <summary>A talkgroup of the province's, and one of the commune's that is heard above it too: each side loses a home.</summary>
    private const uint OfTheProvince = 1001, OfTheCommune = 3104;

    /// <summary>A radio of the commune, and the alias that it gets there.</summary>
    private const uint Renamed = 4520131;

    private const string NewAlias = "KT trực lũ";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10), LastHeard = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(25);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly DrillTalk _talk = new(
        network, plan.Air, plan.Nodes.SitesServedBy(Parted).Select(site => site.Id).ToHashSet(),
        [.. new[] { OfTheProvince, OfTheCommune }.Select(group => plan.Air.Groups.Single(one => one.Id == new TalkgroupId(group)))]);

    /// <summary>Runs a drill; the exit code.</summary>
    public static async Task<int> RunAsync(DrillOptions options, Output output, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => DemoRun.Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => DemoRun.Stop(signal, stop));
        DemoRun.HaveThreads();
        var plan = new DemoPlan(SamplePlans.DakLakTiers, int.MaxValue);
        try
        {
            var nodes = await DemoNetwork.StartAsync(plan, options.Keep, silent: true, Parted, DemoRun.Progress(output), stop.Token).ConfigureAwait(false);
            await using var nodesScope = nodes.ConfigureAwait(false);
            var network = new VirtualNetwork(plan.Air, site => nodes.Homebrew(site.Id), seed: 1, TimeProvider.System);
            await using var networkScope = network.ConfigureAwait(false);
            var stations = await DemoRun.PutOnAirAsync(network, plan, nodes, DemoRun.Progress(output), stop.Token).ConfigureAwait(false);
            await using var stationsScope = stations.ConfigureAwait(false);
            return await new DrillRun(plan, nodes, network, options, output).RunAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new Failure("Cuộc diễn tập bị dừng giữa chừng: không có kết luận.", "The drill was stopped midway: there is no verdict.");
        }
    }

    private async Task<int> RunAsync(CancellationToken stop)
    {
        var talking = _talk.RunAsync();
        DrillTimes times;
        try
        {
            Tell("Mọi trạm cùng nói chuyện.", "All sites talk with each other.");
            await Task.Delay(options.Before, stop).ConfigureAwait(false);
            times = await PartAsync(stop).ConfigureAwait(false);
            await JoinAsync(times, stop).ConfigureAwait(false);
        }
        finally
        {
            _talk.End();
            await talking.ConfigureAwait(false);
        }

        await Task.Delay(LastHeard, stop).ConfigureAwait(false);
        var figures = await JudgeAsync(times, stop).ConfigureAwait(false);
        return await ConcludeAsync(figures).ConfigureAwait(false);
    }

    /// <summary>Cuts the line, lets people go on, and mends it.</summary>
    private async Task<DrillTimes> PartAsync(CancellationToken stop)
    {
        var (cut, cutAt) = (Stopwatch.GetTimestamp(), DateTimeOffset.UtcNow);
        if (options.Cuts) nodes.CutUplink();
        _talk.Part();
        Tell($"Đường lên của {Name(Parted)} bị cắt: không gì đi qua, không ai được báo.", $"The uplink of {Name(Parted)} is cut: nothing passes, nobody is told.");
        var above = plan.Nodes.ParentOf(Parted)!;
        var noticed = await Task.WhenAll(
            UntilAsync(Parted, together => together == 1, cut, options.Cut, stop), UntilAsync(above, together => together < nodes.Nodes.Count(), cut, options.Cut, stop)).ConfigureAwait(false);
        Tell(
            $"{Name(Parted)} biết sau {DrillVerdict.Say(noticed[0])}, {Name(above)} sau {DrillVerdict.Say(noticed[1])}. Hai phía tự lo liệu.",
            $"{Name(Parted)} knows it after {DrillVerdict.Say(noticed[0])}, {Name(above)} after {DrillVerdict.Say(noticed[1])}. Both sides go on alone.");
        if (noticed[0] is not null)
        {
            await DrillRecords.RenameAsync(nodes[Parted], Renamed, NewAlias).ConfigureAwait(false);
            Tell($"Xã đổi tên máy {Renamed} thành {NewAlias}.", $"The commune names radio {Renamed} {NewAlias}.");
        }

        if (options.Cut - Stopwatch.GetElapsedTime(cut) is { Ticks: > 0 } rest) await Task.Delay(rest, stop).ConfigureAwait(false);

        var mended = Stopwatch.GetTimestamp();
        nodes.MendUplink();
        _talk.Mend();
        Tell("Đường đã thông trở lại.", "The line is back.");
        var attached = await Task.WhenAll(new[] { Parted, nodes.Root }.Select(node => UntilAsync(node, together => together == nodes.Nodes.Count(), mended, Patience, stop))).ConfigureAwait(false);
        TimeSpan? last = attached.Contains(null) ? null : attached.Max();
        Tell($"Mọi nút lại nối với nhau sau {DrillVerdict.Say(last)}.", $"All nodes hang together again after {DrillVerdict.Say(last)}.");
        return new()
        {
            Cut = cut,
            CutAt = cutAt,
            NoticedBelow = noticed[0],
            NoticedAbove = noticed[1],
            Mended = mended,
            Attached = last,
            AttachedAt = DateTimeOffset.UtcNow,
        };
    }

    /// <summary>Lets people talk until everybody hears everybody, or patience is at its end.</summary>
    private async Task JoinAsync(DrillTimes times, CancellationToken stop)
    {
        while (Stopwatch.GetElapsedTime(times.Mended) < Patience)
        {
            var heard = Stopwatch.GetTimestamp() - (long)(LastHeard.TotalSeconds * Stopwatch.Frequency);
            var after = _talk.Turns.Where(turn => turn.Began > times.Mended && turn.Ended < heard && !turn.IsHeldUp(network));
            if (DrillFigures.JoinedOf(network, after, times) is not null) break;
            await Task.Delay(LastHeard, stop).ConfigureAwait(false);
        }
    }

    private async Task<TimeSpan?> UntilAsync(string node, Func<long, bool> isSo, long since, TimeSpan patience, CancellationToken stop)
    {
        while (Stopwatch.GetElapsedTime(since) < patience)
        {
            if (isSo(await nodes.TogetherAsync(node, stop).ConfigureAwait(false))) return Stopwatch.GetElapsedTime(since);
            await Task.Delay(Look, stop).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Waits until all calls are over and the province has what there is to have, or patience is at its end.</summary>
    private async Task<DrillFigures> JudgeAsync(DrillTimes times, CancellationToken stop)
    {
        Tell("Mọi cuộc gọi kết thúc; các bản ghi đi lên tỉnh.", "All calls end; the records flow up to the province.");
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(LastHeard, stop).ConfigureAwait(false))
        {
            var isQuiet = !(await Task.WhenAll(nodes.Nodes.Select(node => DrillRecords.HasRunningAsync(nodes[node]))).ConfigureAwait(false)).Contains(true);
            var own = (await Task.WhenAll(nodes.Nodes.Select(OwnAsync)).ConfigureAwait(false)).SelectMany(calls => calls).ToList();
            var province = await DrillRecords.CallsAsync(nodes[nodes.Root]).ConfigureAwait(false);
            var alarms = await DrillRecords.AlarmsAsync(nodes[nodes.Root]).ConfigureAwait(false);
            var edits = await DrillRecords.EditsAsync(Parted, nodes[Parted]).ConfigureAwait(false);
            var figures = DrillFigures.Of(network, _talk.Turns, times, IsHomeBelow, own, province, alarms, edits);
            var isThere = figures is { NotOnce: 0, TurnsNotOnce.IsEmpty: true, AlarmsNotOnce: 0 } && edits.All(edit => edit.IsTaken is not null);
            if (isQuiet && isThere || since.Elapsed > Patience) return figures;
        }

        async Task<IEnumerable<Api.Call>> OwnAsync(string node) =>
            (await DrillRecords.CallsAsync(nodes[node]).ConfigureAwait(false)).Where(call => call.Node == node);
    }

    private async Task<int> ConcludeAsync(DrillFigures figures)
    {
        var lines = DrillVerdict.Of(figures);
        var isGood = lines.All(line => line.Holds);
        if (output.Json)
        {
            output.Object(json => WriteJson(json, figures, lines));
            return isGood ? 0 : 1;
        }

        var calls = await DrillRecords.CallsAsync(nodes[nodes.Root]).ConfigureAwait(false);
        var alarms = await DrillRecords.AlarmsAsync(nodes[nodes.Root]).ConfigureAwait(false);
        var report = OutageReports.Of(new OutageInput(nodes.Root, Parted, figures.Times.CutAt, figures.Times.AttachedAt)
        {
            LowerNodes = [Parted],
            At = nodes.Root,
            Calls = [.. calls.Select(ToldRecords.Of)],
            Alarms = [.. alarms.Select(ToldRecords.Of)],
            Edits = figures.Edits,
        });
        output.Line("");
        output.Line(OutageText.Write(report, output.Language.IsVietnamese));
        if (figures.HeldUp > 0)
        {
            output.Say($"{figures.HeldUp} lượt nói không tính: máy này quá tải.", $"{figures.HeldUp} turns are not counted: this machine is overloaded.");
        }

        foreach (var (holds, line) in lines) output.Line($"{(holds ? "✓" : "✗")} {output.Language.Say(line)}");
        if (options.Keep) output.Say($"Dữ liệu còn ở {nodes.Folder}.", $"The data stays in {nodes.Folder}.");
        output.Say(isGood ? "Tốt: mọi điều đều giữ được." : "Không tốt: xem các dòng ✗.", isGood ? "Good: all of it holds." : "Not good: see the lines with ✗.");
        return isGood ? 0 : 1;
    }

    private void WriteJson(Utf8JsonWriter json, DrillFigures figures, IReadOnlyList<(bool Holds, Plan.Model.LocalizedText Line)> lines)
    {
        void Number(string name, TimeSpan? time)
        {
            if (time is { } some) json.WriteNumber(name, Math.Round(some.TotalSeconds, 3));
            else json.WriteNull(name);
        }

        json.WriteString("drill", "cut-uplink");
        json.WriteString("node", Parted);
        Number("startSeconds", nodes.StartedIn);
        Number("cutSeconds", options.Cut);
        Number("noticedBelowSeconds", figures.Times.NoticedBelow);
        Number("noticedAboveSeconds", figures.Times.NoticedAbove);
        Number("firstGrantBelowSeconds", figures.FirstGrantBelow);
        Number("firstGrantAboveSeconds", figures.FirstGrantAbove);
        json.WriteObjects("unusable", figures.Unusable, one =>
        {
            json.WriteString("side", one.Below ? "below" : "above");
            json.WriteNumber("talkgroup", one.Group);
            Number("seconds", one.Longest);
        });
        Number("attachedSeconds", figures.Times.Attached);
        Number("joinedSeconds", figures.Joined);
        json.WriteNumber("turns", figures.Turns);
        json.WriteNumber("heldUp", figures.HeldUp);
        json.WriteNumber("lostBefore", figures.LostBefore);
        json.WriteNumber("crossed", figures.Crossed);
        json.WriteNumber("lostWhileParted", figures.LostWhileParted.Length);
        json.WriteNumber("calls", figures.Calls);
        json.WriteNumber("callsNotOnce", figures.NotOnce);
        json.WriteNumber("turnsNotOnce", figures.TurnsNotOnce.Length);
        json.WriteNumber("alarms", figures.Alarms);
        json.WriteNumber("alarmsNotOnce", figures.AlarmsNotOnce);
        json.WriteNumber("edits", figures.Edits.Length);
        json.WriteNumber("editsTaken", figures.Edits.Count(edit => edit.IsTaken == true));
        json.WriteStartArray("failed");
        foreach (var (_, line) in lines.Where(line => !line.Holds)) json.WriteStringValue(line.En);
        json.WriteEndArray();
        json.WriteBoolean("good", lines.All(line => line.Holds));
    }

    private bool IsHomeBelow(uint group) => plan.Nodes.HomeOf(plan.Plan.Talkgroups.Single(one => one.Id == new TalkgroupId(group))) == Parted;

    private string Name(string node) => plan.NodeName(node, output.Language);

    private void Tell(string vi, string en)
    {
        if (output.Json) return;
        var at = _clock.Elapsed.TotalSeconds.ToString("00.0", CultureInfo.InvariantCulture);
        output.Say($"{at} s  {vi}", $"{at} s  {en}");
    }
}
