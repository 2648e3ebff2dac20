using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet subscriber …</c>: looks at and changes subscribers.</summary>
internal static class SubscriberVerb
{
    private static readonly EditVerb.Send Send = (node, request, cancel) => node.Plan.EditSubscriberAsync(request, cancellationToken: cancel);

    public static Verb Create(Language language) =>
        new(language, "subscriber", "Xem và đổi thuê bao.", "Looks at and changes subscribers.",
            "radionet subscriber list --talkgroup 1001", "radionet subscriber stun 4520001", "radionet subscriber set 4520001 talkgroups+=1002")
        {
            List(language),
            Show(language),
            EditVerb.WithWords(
                new Verb(language, "set", "Đổi một thuê bao.", "Changes one.", "radionet subscriber set 4520001 alias=\"PCCC 01\" priority=7", "radionet subscriber set 4520001 talkgroups+=1002"),
                language, EditAction.Set, Send),
            EditVerb.WithWords(
                new Verb(language, "add", "Thêm một thuê bao.", "Adds one.", "radionet subscriber add 4520099 alias=\"PCCC 99\" agency=fire talkgroups=1001"),
                language, EditAction.Add, Send),
            EditVerb.Fixed(
                new Verb(language, "remove", "Bỏ một thuê bao.", "Removes one.", "radionet subscriber remove 4520099"),
                EditAction.Remove, [], Send),
            EditVerb.Fixed(
                new Verb(language, "stun", "Khóa một máy bị mất hoặc bị lấy cắp.", "Bars a radio that is lost or stolen.", "radionet subscriber stun 4520001"),
                EditAction.Set, ["stunned=true"], Send),
            EditVerb.Fixed(
                new Verb(language, "revive", "Mở lại một máy đã khóa.", "Lets a barred radio in again.", "radionet subscriber revive 4520001"),
                EditAction.Set, ["stunned=false"], Send),
        };

    private static Verb List(Language language)
    {
        var verb = new Verb(language, "list", "Liệt kê các thuê bao.", "Lists them.", "radionet subscriber list --text pccc", "radionet subscriber list --talkgroup 1001 --json");
        var text = verb.Option<string>("--text", "WORDS", "Từ trong số hiệu, tên hoặc cơ quan, không cần dấu", "Words of the id, the alias or the agency, diacritics or not");
        var talkgroup = verb.Option<uint>("--talkgroup", "ID", "Chỉ thuê bao của nhóm này", "Only those who have this talkgroup");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var found = new List<Subscriber>();
            var request = new ListSubscribersRequest { Text = parsed.GetValue(text) ?? "", Talkgroup = parsed.GetValue(talkgroup), PageSize = ApiLimits.LargestPage };
            do
            {
                var page = await node.Plan.ListSubscribersAsync(request, cancellationToken: cancel);
                found.AddRange(page.Subscribers);
                request.PageToken = page.NextPageToken;
            }
            while (request.PageToken.Length > 0);
            if (output.Json)
            {
                found.ForEach(subscriber => output.Object(json => Write(json, subscriber)));
                return;
            }

            output.Table(
                ["ID", language.Say("Tên", "Alias"), language.Say("Cơ quan", "Agency"), language.Say("Thuộc", "Home"), language.Say("Ưu tiên", "Priority"), language.Say("Nhóm", "Talkgroups"), ""],
                found.Select(subscriber => (string[])
                [
                    Number(subscriber.Id), subscriber.Alias, subscriber.Agency, subscriber.Home, Number(subscriber.Priority),
                    Talkgroups(subscriber), subscriber.Stunned ? language.Say("bị khóa", "stunned") : "",
                ]));
        });
    }

    private static Verb Show(Language language)
    {
        var verb = new Verb(language, "show", "Xem một thuê bao.", "Shows one.", "radionet subscriber show 4520001");
        var id = verb.Number("ID", "Số hiệu", "The id");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var subscriber = await node.Plan.GetSubscriberAsync(new GetSubscriberRequest { Id = parsed.GetValue(id) }, cancellationToken: cancel);
            if (output.Json)
            {
                output.Object(json => Write(json, subscriber));
                return;
            }

            output.Line($"{subscriber.Id}  {subscriber.Alias}{(subscriber.Stunned ? language.Say("  (bị khóa)", "  (stunned)") : "")}");
            output.Line($"  agency: {subscriber.Agency}, home: {subscriber.Home}, priority: {subscriber.Priority}");
            output.Line($"  talkgroups: {Talkgroups(subscriber)}");
            output.Line($"  pre-empt: {YesNo(subscriber.PreEmpt)}, private-calls: {YesNo(subscriber.PrivateCalls)}, all-call: {YesNo(subscriber.AllCall)}");
            output.Say($"  dòng {subscriber.Line} của 'radionet export'", $"  line {subscriber.Line} of 'radionet export'");
        });
    }

    private static string YesNo(bool value) => value ? "true" : "false";

    private static string Number<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Talkgroups(Subscriber subscriber) => string.Join(", ", subscriber.Talkgroups);

    private static void Write(Utf8JsonWriter json, Subscriber subscriber)
    {
        json.WriteNumber("id", subscriber.Id);
        json.WriteString("alias", subscriber.Alias);
        json.WriteWord("agency", subscriber.Agency);
        json.WriteWord("home", subscriber.Home);
        json.WriteList("talkgroups", subscriber.Talkgroups, json.WriteNumberValue);
        json.WriteNumber("priority", subscriber.Priority);
        json.WriteBoolean("preEmpt", subscriber.PreEmpt);
        json.WriteBoolean("privateCalls", subscriber.PrivateCalls);
        json.WriteBoolean("allCall", subscriber.AllCall);
        json.WriteBoolean("stunned", subscriber.Stunned);
        json.WriteNumber("line", subscriber.Line);
    }
}
