using System.Text.Json;
using RadioNet.Simulator.Bench;
using RadioNet.Voice.Measurement;

namespace RadioNet.Command.Bench;

/// <summary>The parts that the JSON lines of load tests share; units stand in the names.</summary>
internal static class BenchJson
{
    public static double Round(double value) => Math.Round(value, 3);

    public static void Write(Utf8JsonWriter json, BenchScenario scenario, double machineLoad)
    {
        json.WriteString("scenario", scenario.Name);
        json.WriteNumber("repeaters", scenario.Repeaters);
        json.WriteNumber("calls", scenario.Calls);
        json.WriteNumber("listeners", scenario.Listeners);
        json.WriteNumber("seconds", scenario.Seconds);
        json.WriteBoolean("links", scenario.Links);
        json.WriteNumber("nodes", scenario.Nodes);
        json.WriteNumber("talkgroups", Math.Max(scenario.Talkgroups, scenario.Calls));
        json.WriteNumber("subscribers", Math.Max(scenario.Subscribers, scenario.Calls));
        json.WriteNumber("cores", Environment.ProcessorCount);
        json.WriteNumber("machineLoad", machineLoad);
    }

    public static void Write(Utf8JsonWriter json, LoadFigures figures)
    {
        var report = figures.Report;
        json.WriteNumber("framesPerSecond", Round(figures.FramesPerSecond));
        json.WriteNumber("datagramsPerSecond", Round(figures.DatagramsPerSecond));
        json.WriteNumber("framesSent", report.Sent);
        json.WriteNumber("notSent", report.NotSent);
        json.WriteNumber("due", report.Due);
        json.WriteNumber("heard", report.Heard);
        json.WriteNumber("lost", report.Lost);
        json.WriteNumber("headersAndTerminatorsLost", figures.LostEnds);
        json.WriteNumber("reordered", report.Reordered);
        json.WriteNumber("duplicated", report.Duplicated);
        json.WriteNumber("misrouted", report.Misrouted);
        json.WriteNumber("malformed", report.Malformed);
        json.WriteNumber("kernelDrops", figures.Used.KernelDrops);
        json.WriteNumber("loadGeneratorDrops", report.ListenerDrops);
        Write(json, "delayMicroseconds", report.Delay);
        Write(json, "loadGeneratorLateMicroseconds", report.Lateness);
        json.WriteNumber("processorMicrosecondsPerDatagramVoiceThread", Round(figures.ThreadMicroseconds));
        json.WriteNumber("processorMicrosecondsPerDatagramProcess", Round(figures.ProcessMicroseconds));
        json.WriteNumber("processorPercentOfCore", Round(figures.Cores * 100));
        json.WriteNumber("allocatedBytesPerFrame", Round(figures.BytesPerFrame));
        json.WriteNumber("allocatedBytes", figures.Used.Allocated);
        json.WriteNumber("memoryBytes", figures.Used.Memory);
        json.WriteNumber("loadGeneratorProcessorSeconds", Round((report.SenderCpu + report.ReceiverCpu).TotalSeconds));
    }

    private static void Write(Utf8JsonWriter json, string name, LatencyHistogram times)
    {
        json.WriteStartObject(name);
        json.WriteNumber("p50", times.Percentile(0.5));
        json.WriteNumber("p99", times.Percentile(0.99));
        json.WriteNumber("p99.9", times.Percentile(0.999));
        json.WriteNumber("max", times.Longest);
        json.WriteEndObject();
    }
}
