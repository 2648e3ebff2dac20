using System.Globalization;
using System.Text.Json;
using RadioNet.Command.Terminal;
using RadioNet.Simulator.Bench;

namespace RadioNet.Command.Bench;

/// <summary>A load test's result as one line of JSON, and as a table.</summary>
internal static class LoadView
{
    public static void Write(Output output, LoadResult result)
    {
        if (output.Json)
        {
            output.Object(json => Write(json, result));
            return;
        }

        var language = output.Language;
        var scenario = result.Scenario;
        output.Say(
            $"{scenario.Name}: {scenario.Repeaters} trạm lặp, {scenario.Calls} cuộc gọi cùng lúc, mỗi cuộc {scenario.Listeners} bên nghe; {Environment.ProcessorCount} lõi, tải máy lúc đầu {Number(result.MachineLoad)}.",
            $"{scenario.Name}: {scenario.Repeaters} repeaters, {scenario.Calls} calls at once, {scenario.Listeners} listeners each; {Environment.ProcessorCount} cores, machine load {Number(result.MachineLoad)} at the start.");
        output.Table(["", language.Say("chuyển tiếp trần", "bare relay"), language.Say("nút mạng", "node"), language.Say("chuyển tiếp trần", "bare relay")], Rows(language, result));
        output.Say(
            $"Nút so với bộ chuyển tiếp tốn hơn: bộ xử lý mỗi gói {Number(result.ThreadRatio)} lần (luồng thoại), {Number(result.ProcessRatio)} lần (cả tiến trình); trễ p50 {Number(result.DelayRatio(0.5))} lần, p99 {Number(result.DelayRatio(0.99))} lần.",
            $"The node against the dearer relay: processor per datagram {Number(result.ThreadRatio)} times (voice thread), {Number(result.ProcessRatio)} times (whole process); delay p50 {Number(result.DelayRatio(0.5))} times, p99 {Number(result.DelayRatio(0.99))} times.");
        output.Line(result.Node.IsWhole
            ? language.Say("Mọi khung đều tới, đúng thứ tự.", "Every frame that was due was heard, in order.")
            : language.Say("Có khung bị mất, sai thứ tự hoặc sai nơi.", "Frames were lost, out of order or misrouted."));
    }

    private static IEnumerable<string[]> Rows(Language language, LoadResult result)
    {
        LoadFigures[] columns = [result.Relays[0], result.Node, result.Relays[1]];
        yield return Row(language.Say("khung vào mỗi giây", "frames in, per second"), one => Number(one.FramesPerSecond));
        yield return Row(language.Say("gói ra mỗi giây", "datagrams out, per second"), one => Number(one.DatagramsPerSecond));
        yield return Row(language.Say("khung phải tới", "voice frames due"), one => Number(one.Report.Due));
        yield return Row(language.Say("mất", "lost"), one => Number(one.Report.Lost + one.LostEnds));
        yield return Row(language.Say("sai thứ tự", "reordered"), one => Number(one.Report.Reordered));
        yield return Row(language.Say("sai nơi, lặp, hỏng", "misrouted, repeated, broken"), one => Number(one.Report.Misrouted + one.Report.Duplicated + one.Report.Malformed));
        yield return Row(language.Say("nhân bỏ (vào; ở máy phát tải)", "kernel drops (in; at the load generator)"), one => $"{Number(one.Used.KernelDrops)}; {Number(one.Report.ListenerDrops)}");
        yield return Row(language.Say("trễ p50, ms", "delay p50, ms"), one => Milliseconds(one.Report.Delay.Percentile(0.5)));
        yield return Row(language.Say("trễ p99, ms", "delay p99, ms"), one => Milliseconds(one.Report.Delay.Percentile(0.99)));
        yield return Row(language.Say("trễ p99,9, ms", "delay p99.9, ms"), one => Milliseconds(one.Report.Delay.Percentile(0.999)));
        yield return Row(language.Say("trễ lâu nhất, ms", "delay, longest, ms"), one => Milliseconds(one.Report.Delay.Longest));
        yield return Row(language.Say("máy phát tải trễ hẹn p99, ms", "load generator late p99, ms"), one => Milliseconds(one.Report.Lateness.Percentile(0.99)));
        yield return Row(language.Say("bộ xử lý mỗi gói, µs (luồng thoại)", "processor per datagram, µs (voice thread)"), one => Number(one.ThreadMicroseconds));
        yield return Row(language.Say("bộ xử lý mỗi gói, µs (tiến trình)", "processor per datagram, µs (process)"), one => Number(one.ProcessMicroseconds));
        yield return Row(language.Say("bộ xử lý, % một lõi", "processor, % of a core"), one => Number(one.Cores * 100));
        yield return Row(language.Say("cấp phát mỗi khung, byte", "allocated per frame, bytes"), one => Number(one.BytesPerFrame));
        yield return Row(language.Say("bộ nhớ, MB", "memory, MB"), one => Number(one.Used.Memory / 1e6));

        string[] Row(string name, Func<LoadFigures, string> tell) => [name, .. columns.Select(tell)];
    }

    private static void Write(Utf8JsonWriter json, LoadResult result)
    {
        BenchJson.Write(json, result.Scenario, result.MachineLoad);
        json.WriteNumber("readySeconds", BenchJson.Round(result.Ready.TotalSeconds));
        json.WriteNumber("loginSeconds", BenchJson.Round(result.Login.TotalSeconds));
        json.WriteBoolean("whole", result.Node.IsWhole);
        json.WriteStartObject("ratios");
        json.WriteNumber("processorPerDatagramVoiceThread", BenchJson.Round(result.ThreadRatio));
        json.WriteNumber("processorPerDatagramProcess", BenchJson.Round(result.ProcessRatio));
        json.WriteNumber("delayP50", BenchJson.Round(result.DelayRatio(0.5)));
        json.WriteNumber("delayP99", BenchJson.Round(result.DelayRatio(0.99)));
        json.WriteEndObject();
        json.WriteStartObject("node");
        BenchJson.Write(json, result.Node);
        json.WriteEndObject();
        json.WriteObjects("relays", result.Relays, relay => BenchJson.Write(json, relay));
    }

    private static string Milliseconds(long microseconds) => (microseconds / 1000.0).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(value < 100 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
