using System.CommandLine;
using System.Text.Json;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet alarms</c>: what somebody should look at; acknowledge it, clear it.</summary>
internal static class AlarmsVerb
{
    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "alarms", "Các cảnh báo đang mở, mới nhất trước.", "The alarms that are not cleared, newest first.",
            "radionet alarms", "radionet alarms --all --json", "radionet alarms ack 12", "radionet alarms clear 12")
        {
            Answer(language, "ack", "Ghi nhận một cảnh báo.", "Acknowledges one.", (node, request, cancel) => node.Alarms.AcknowledgeAsync(request, cancellationToken: cancel)),
            Answer(language, "clear", "Xóa một cảnh báo.", "Clears one.", (node, request, cancel) => node.Alarms.ClearAsync(request, cancellationToken: cancel)),
        };
        var all = verb.Option<bool>("--all", null, "Cả những cảnh báo đã xóa", "Cleared ones too");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var list = await node.Alarms.ListAsync(new ListAlarmsRequest { WithCleared = parsed.GetValue(all), PageSize = ApiLimits.LargestPage }, cancellationToken: cancel);
            Show(output, list.Alarms);
        });
    }

    private static Verb Answer(Language language, string name, string vi, string en, Func<NodeClient, AlarmRequest, CancellationToken, AsyncUnaryCall<Alarm>> send)
    {
        var verb = new Verb(language, name, vi, en, $"radionet alarms {name} 12");
        var id = new Argument<long>("ID") { Description = language.Say("Số của cảnh báo", "The alarm's number") };
        verb.Add(id);
        return verb.Asks(async (parsed, node, output, cancel) => Show(output, [await send(
            node, new AlarmRequest { RequestId = NodeClient.NewRequestId(), Id = parsed.GetValue(id), Who = NodeClient.Who }, cancel)]));
    }

    private static void Show(Output output, IReadOnlyList<Alarm> alarms)
    {
        if (output.Json)
        {
            foreach (var alarm in alarms)
            {
                output.Object(json => Write(json, alarm));
            }

            return;
        }

        var language = output.Language;
        output.Table(
            [language.Say("Số", "No."), language.Say("Loại", "Kind"), language.Say("Về", "About"), language.Say("Nút", "Node"), language.Say("Trạng thái", "State"), language.Say("Lần", "Count"), language.Say("Lần cuối (UTC)", "Last (UTC)"), language.Say("Nội dung", "What")],
            alarms.Select(alarm => (string[])
            [
                $"{alarm.Id}", alarm.Kind, alarm.Subject, Node(alarm, language), State(alarm, language), $"{alarm.Count}", ShortTime.Of(alarm.LastRepeated), language.Say(alarm.Text),
            ]));
    }

    private static string Node(Alarm alarm, Language language) =>
        alarm.AwaySince is null ? alarm.Node : $"{alarm.Node} ({language.Say("mất liên kết từ", "away since")} {ShortTime.Of(alarm.AwaySince)})";

    private static string State(Alarm alarm, Language language) =>
        alarm.Answered == AlarmState.Unspecified ? alarm.State.Word()
        : $"{alarm.State.Word()} ({alarm.Answered.Word()} {language.Say("đang gửi đi", "on its way")})";

    private static void Write(Utf8JsonWriter json, Alarm alarm)
    {
        json.WriteNumber("id", alarm.Id);
        json.WriteString("kind", alarm.Kind);
        json.WriteString("subject", alarm.Subject);
        json.WriteString("node", alarm.Node);
        if (alarm.Sites.Count > 0)
        {
            json.WriteStartArray("sites");
            foreach (var site in alarm.Sites)
            {
                json.WriteStringValue(site);
            }

            json.WriteEndArray();
        }

        json.WriteTime("awaySince", alarm.AwaySince);
        json.WriteString("state", alarm.State.Word());
        json.WriteWord("answered", alarm.Answered == AlarmState.Unspecified ? "" : alarm.Answered.Word());
        json.WriteWord("answeredBy", alarm.AnsweredBy);
        json.WriteText("text", alarm.Text);
        json.WriteNumber("count", alarm.Count);
        json.WriteTime("raised", alarm.Raised);
        json.WriteTime("lastRepeated", alarm.LastRepeated);
        json.WriteWord("acknowledgedBy", alarm.AcknowledgedBy);
        json.WriteTime("acknowledged", alarm.Acknowledged);
        json.WriteWord("clearedBy", alarm.ClearedBy);
        json.WriteTime("cleared", alarm.Cleared);
    }
}
