using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet talkgroup …</c>: looks at and changes talkgroups.</summary>
internal static class TalkgroupVerb
{
    private static readonly EditVerb.Send Send = (node, request, cancel) => node.Plan.EditTalkgroupAsync(request, cancellationToken: cancel);

    public static Verb Create(Language language) =>
        new(language, "talkgroup", "Xem và đổi nhóm gọi.", "Looks at and changes talkgroups.",
            "radionet talkgroup list", "radionet talkgroup show 1001", "radionet talkgroup set 1001 priority=8 hang-time=5s")
        {
            List(language),
            Show(language),
            EditVerb.WithWords(
                new Verb(language, "set", "Đổi một nhóm.", "Changes one.", "radionet talkgroup set 1001 priority=8", "radionet talkgroup set 1001 name.vi=\"Chỉ huy\" sites+=tan-loi-hill"),
                language, EditAction.Set, Send),
            EditVerb.WithWords(
                new Verb(language, "add", "Thêm một nhóm.", "Adds one.", "radionet talkgroup add 1010 name=Rescue home=dak-lak slot=2"),
                language, EditAction.Add, Send),
            EditVerb.Fixed(
                new Verb(language, "remove", "Bỏ một nhóm, cả ở các thuê bao.", "Removes one, from its subscribers too.", "radionet talkgroup remove 1010"),
                EditAction.Remove, [], Send),
        };

    private static Verb List(Language language)
    {
        var verb = new Verb(language, "list", "Liệt kê các nhóm.", "Lists them.", "radionet talkgroup list", "radionet talkgroup list --text \"chi huy\"", "radionet talkgroup list --json");
        var text = verb.Option<string>("--text", "WORDS", "Từ trong số hiệu hoặc tên, không cần dấu", "Words of the id or the name, diacritics or not");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var found = new List<Talkgroup>();
            var request = new ListTalkgroupsRequest { Text = parsed.GetValue(text) ?? "", PageSize = ApiLimits.LargestPage };
            do
            {
                var page = await node.Plan.ListTalkgroupsAsync(request, cancellationToken: cancel);
                found.AddRange(page.Talkgroups);
                request.PageToken = page.NextPageToken;
            }
            while (request.PageToken.Length > 0);
            if (output.Json)
            {
                found.ForEach(talkgroup => output.Object(json => Write(json, talkgroup)));
                return;
            }

            output.Table(
                ["ID", language.Say("Tên", "Name"), language.Say("Thuộc", "Home"), language.Say("Trạm", "Sites"), language.Say("Khe", "Slot"), language.Say("Ưu tiên", "Priority"), language.Say("Thành viên", "Members")],
                found.Select(talkgroup => (string[])
                [
                    Number(talkgroup.Id), language.Say(talkgroup.Name), talkgroup.Home, Sites(talkgroup), Number(talkgroup.Slot), Number(talkgroup.Priority), Number(talkgroup.Members),
                ]));
        });
    }

    private static Verb Show(Language language)
    {
        var verb = new Verb(language, "show", "Xem một nhóm.", "Shows one.", "radionet talkgroup show 1001");
        var id = verb.Number("ID", "Số hiệu", "The id");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var talkgroup = await node.Plan.GetTalkgroupAsync(new GetTalkgroupRequest { Id = parsed.GetValue(id) }, cancellationToken: cancel);
            if (output.Json)
            {
                output.Object(json => Write(json, talkgroup));
                return;
            }

            output.Line($"{talkgroup.Id}  {language.Say(talkgroup.Name)}");
            output.Line($"  home: {talkgroup.Home}, sites: {Sites(talkgroup)}, slot: {talkgroup.Slot}, vocoder: {talkgroup.Vocoder}");
            output.Line($"  priority: {talkgroup.Priority}, hang-time: {talkgroup.HangTime.ToTimeSpan()}, time-limit: {talkgroup.TimeLimit.ToTimeSpan()}");
            output.Line($"  emergency: {YesNo(talkgroup.Emergency)}, record: {YesNo(talkgroup.Record)}, broadcast: {YesNo(talkgroup.Broadcast)}");
            output.Say($"  {talkgroup.Members} thuê bao; dòng {talkgroup.Line} của 'radionet export'", $"  {talkgroup.Members} subscribers; line {talkgroup.Line} of 'radionet export'");
        });
    }

    private static string YesNo(bool value) => value ? "true" : "false";

    private static string Number<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Sites(Talkgroup talkgroup) =>
        talkgroup.SiteSelection.Length > 0 ? talkgroup.SiteSelection : string.Join(", ", talkgroup.SiteIds);

    private static void Write(Utf8JsonWriter json, Talkgroup talkgroup)
    {
        json.WriteNumber("id", talkgroup.Id);
        json.WriteText("name", talkgroup.Name);
        json.WriteString("home", talkgroup.Home);
        if (talkgroup.SiteSelection.Length > 0)
        {
            json.WriteString("sites", talkgroup.SiteSelection);
        }
        else
        {
            json.WriteList("sites", talkgroup.SiteIds, json.WriteStringValue);
        }

        json.WriteNumber("slot", talkgroup.Slot);
        json.WriteNumber("priority", talkgroup.Priority);
        json.WriteNumber("hangTimeSeconds", talkgroup.HangTime.ToTimeSpan().TotalSeconds);
        json.WriteNumber("timeLimitSeconds", talkgroup.TimeLimit.ToTimeSpan().TotalSeconds);
        json.WriteBoolean("emergency", talkgroup.Emergency);
        json.WriteBoolean("record", talkgroup.Record);
        json.WriteBoolean("broadcast", talkgroup.Broadcast);
        json.WriteString("vocoder", talkgroup.Vocoder);
        json.WriteNumber("members", talkgroup.Members);
        json.WriteNumber("line", talkgroup.Line);
    }
}
