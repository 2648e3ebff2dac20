using System.Globalization;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Bench;

/// <summary>What a plan's size changes, as one line of JSON and as a table.</summary>
internal static class PlanSizeView
{
    public static void Write(Output output, BenchScenario scenario, double machineLoad, IReadOnlyList<PlanSizePair> pairs)
    {
        if (output.Json)
        {
            output.Object(json =>
            {
                BenchJson.Write(json, scenario, machineLoad);
                json.WriteStartObject("medianRatios");
                json.WriteNumber("delayP50", BenchJson.Round(PlanSizePair.Median(pairs, pair => pair.DelayP50Ratio)));
                json.WriteNumber("processorPerDatagramVoiceThread", BenchJson.Round(PlanSizePair.Median(pairs, pair => pair.ThreadRatio)));
                json.WriteNumber("processorPerDatagramProcess", BenchJson.Round(PlanSizePair.Median(pairs, pair => pair.ProcessRatio)));
                json.WriteEndObject();
                json.WriteObjects("pairs", pairs, pair =>
                {
                    json.WriteStartObject("small");
                    BenchJson.Write(json, pair.Small);
                    json.WriteEndObject();
                    json.WriteStartObject("large");
                    BenchJson.Write(json, pair.Large);
                    json.WriteEndObject();
                });
            });
            return;
        }

        var language = output.Language;
        output.Say(
            $"{scenario.Talkgroups} nhóm và {scenario.Subscribers} thuê bao so với {scenario.Calls} và {scenario.Calls}; {scenario.Calls} cuộc gọi cùng lúc, tải máy lúc đầu {Number(machineLoad)}.",
            $"{scenario.Talkgroups} talkgroups and {scenario.Subscribers} subscribers against {scenario.Calls} and {scenario.Calls}; {scenario.Calls} calls at once, machine load {Number(machineLoad)} at the start.");
        output.Table(
            [
                language.Say("Cặp", "Pair"), language.Say("Trễ p50 nhỏ → lớn, µs", "Delay p50 small → large, µs"),
                language.Say("Luồng thoại mỗi gói, µs", "Voice thread per datagram, µs"), language.Say("Tiến trình mỗi gói, µs", "Process per datagram, µs"),
                language.Say("Mất", "Lost"),
            ],
            pairs.Select((pair, i) => (string[])
            [
                Number(i + 1), Both(pair, one => one.Report.Delay.Percentile(0.5)), Both(pair, one => one.ThreadMicroseconds),
                Both(pair, one => one.ProcessMicroseconds), Both(pair, one => one.Report.Lost + one.LostEnds),
            ]));
        output.Say(
            $"Trung vị lớn/nhỏ: trễ p50 {Median(pairs, pair => pair.DelayP50Ratio)}, luồng thoại {Median(pairs, pair => pair.ThreadRatio)}, tiến trình {Median(pairs, pair => pair.ProcessRatio)}.",
            $"Median large/small: delay p50 {Median(pairs, pair => pair.DelayP50Ratio)}, voice thread {Median(pairs, pair => pair.ThreadRatio)}, process {Median(pairs, pair => pair.ProcessRatio)}.");
    }

    private static string Both(PlanSizePair pair, Func<LoadFigures, double> tell) => $"{Number(tell(pair.Small))} → {Number(tell(pair.Large))}";

    private static string Median(IReadOnlyList<PlanSizePair> pairs, Func<PlanSizePair, double> ratio) => Number(PlanSizePair.Median(pairs, ratio));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
