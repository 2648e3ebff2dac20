using System.Globalization;
using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet status</c>: how a node is.</summary>
internal static class StatusVerb
{
    public static Verb Create(Language language) =>
        new Verb(language, "status", "Tình trạng của một nút.", "How a node is.", "radionet status", "radionet status --json", "radionet status --server http://127.0.0.1:9081")
            .Asks(async (_, node, output, cancel) =>
            {
                var status = await node.Status.GetAsync(new GetStatusRequest(), cancellationToken: cancel);
                if (output.Json)
                {
                    WriteJson(output, status);
                }
                else
                {
                    Write(output, status, language);
                }
            });

    private static void Write(Output output, Status status, Language language)
    {
        var uptime = status.Uptime.ToTimeSpan();
        output.Line($"{status.Node} · {status.Network} · RadioNet {status.Version}");
        output.Say(
            $"Chạy từ {ShortTime.Of(status.Started)} UTC ({Math.Floor(uptime.TotalHours)} giờ {uptime.Minutes} phút), khởi động lần thứ {status.Boots}.",
            $"Up since {ShortTime.Of(status.Started)} UTC ({Math.Floor(uptime.TotalHours)} h {uptime.Minutes} min), start number {status.Boots}.");
        output.Say(
            $"Bản quy hoạch {RevisionLabel.Of(status.PlanRevision, status.PlanOverlay)}: {status.Sites} trạm, {status.Talkgroups} nhóm, {status.Subscribers} thuê bao.",
            $"Plan revision {RevisionLabel.Of(status.PlanRevision, status.PlanOverlay)}: {status.Sites} sites, {status.Talkgroups} talkgroups, {status.Subscribers} subscribers.");
        output.Say(
            $"{status.RepeatersUp} trên {status.Repeaters} trạm lặp và {status.CarriersUp} trên {status.Carriers} sóng mang hoạt động, {status.RunningCalls} cuộc gọi, {status.Alarms} cảnh báo mở.",
            $"{status.RepeatersUp} of {status.Repeaters} repeaters and {status.CarriersUp} of {status.Carriers} carriers up, {status.RunningCalls} calls, {status.Alarms} open alarms.");
        if (status.SitesStale + status.SitesUnknown > 0)
        {
            output.Say(
                $"Mất nút phục vụ: {status.SitesStale} trạm chỉ biết trạng thái cũ, {status.SitesUnknown} trạm không rõ. Xem 'radionet site list'.",
                $"Nodes are away: of {status.SitesStale} sites only the last state is known, of {status.SitesUnknown} none. See 'radionet site list'.");
        }

        foreach (var vocoder in status.Vocoders)
        {
            output.Line(VocoderView.Line(vocoder, language));
        }

        foreach (var link in status.M17Links)
        {
            output.Line(M17LinkView.Line(link, language));
        }

        output.Say(
            $"Bộ nhớ {status.Memory / 1_000_000} MB, bộ xử lý {status.ProcessorTime.ToTimeSpan().TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s.",
            $"Memory {status.Memory / 1_000_000} MB, processor {status.ProcessorTime.ToTimeSpan().TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s.");
        output.Line("");
        output.Table(
            [language.Say("Bộ đếm", "Counter"), language.Say("Giá trị", "Value")],
            status.Counters.OrderBy(counter => counter.Key, StringComparer.Ordinal)
                .Select(counter => (string[])[counter.Key, counter.Value.ToString(CultureInfo.InvariantCulture)]));
    }

    private static void WriteJson(Output output, Status status) => output.Object(json =>
    {
        json.WriteString("node", status.Node);
        json.WriteString("network", status.Network);
        json.WriteString("version", status.Version);
        json.WriteNumber("planRevision", status.PlanRevision);
        json.WriteWord("planOverlay", status.PlanOverlay);
        json.WriteTime("started", status.Started);
        json.WriteNumber("uptimeSeconds", Math.Round(status.Uptime.ToTimeSpan().TotalSeconds, 3));
        json.WriteNumber("boots", status.Boots);
        json.WriteNumber("sites", status.Sites);
        json.WriteNumber("sitesStale", status.SitesStale);
        json.WriteNumber("sitesUnknown", status.SitesUnknown);
        json.WriteNumber("repeaters", status.Repeaters);
        json.WriteNumber("repeatersUp", status.RepeatersUp);
        json.WriteNumber("carriers", status.Carriers);
        json.WriteNumber("carriersUp", status.CarriersUp);
        json.WriteNumber("talkgroups", status.Talkgroups);
        json.WriteNumber("subscribers", status.Subscribers);
        json.WriteNumber("runningCalls", status.RunningCalls);
        json.WriteNumber("alarms", status.Alarms);
        json.WriteNumber("memoryBytes", status.Memory);
        json.WriteNumber("processorSeconds", Math.Round(status.ProcessorTime.ToTimeSpan().TotalSeconds, 3));
        json.WriteStartArray("vocoders");
        foreach (var vocoder in status.Vocoders)
        {
            VocoderView.Write(json, vocoder);
        }

        json.WriteEndArray();
        json.WriteStartArray("m17Links");
        foreach (var link in status.M17Links)
        {
            M17LinkView.Write(json, link);
        }

        json.WriteEndArray();
        json.WriteStartObject("counters");
        foreach (var (name, value) in status.Counters.OrderBy(counter => counter.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
    });
}
