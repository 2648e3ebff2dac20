using System.CommandLine;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Voice.Recording;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet recordings …</c>: what was said, and whether it is still what was said.</summary>
internal static class RecordingsVerb
{
    private const int UsualLimit = 50;

    public static Verb Create(Language language) =>
        new(language, "recordings", "Bản ghi âm của các nhóm gọi có record: true trong quy hoạch.", "The recordings of the talkgroups that the plan marks record: true.",
            "radionet recordings list --talkgroup 1001 --since 2h", "radionet recordings export core-dak-lak.3.17 call.rnrec", "radionet recordings verify /var/lib/radionet")
        {
            List(language),
            Export(language),
            RecallTalkgroup(language),
            Kept(language),
            RecordingsVerifyVerb.Create(language),
        };

    private static Verb List(Language language)
    {
        var verb = new Verb(
            language, "list", "Liệt kê bản ghi âm của nút, cuộc gọi mới nhất trước; tìm như 'radionet calls'.", "Lists a node's recordings, newest call first; finds them as 'radionet calls' does.",
            "radionet recordings list", "radionet recordings list --talkgroup 1001 --since 2h", "radionet recordings list --text \"chi huy\" --json --limit 500");
        var talkgroup = verb.Option<uint>("--talkgroup", "ID", "Chỉ nhóm này", "Only this talkgroup");
        var radio = verb.Option<uint>("--radio", "ID", "Chỉ cuộc gọi có máy này", "Only calls with this radio");
        var site = verb.Option<string>("--site", "ID", "Chỉ trạm này", "Only this site");
        var text = verb.Option<string>("--text", "WORDS", "Từ trong tên nhóm hoặc máy, không cần dấu", "Words of the talkgroup's or radios' names, diacritics or not");
        var since = verb.Option<DateTimeOffset?>("--since", "TIME", "Từ lúc này: 10m, 2h, 3d hoặc giờ ISO 8601", "Since then: 10m, 2h, 3d, or a time in ISO 8601");
        since.CustomParser = CallsVerb.SinceParser(language);
        var limit = verb.Option<int>("--limit", "N", $"Nhiều nhất bao nhiêu (mặc định {UsualLimit})", $"At most so many ({UsualLimit} otherwise)").AtLeast(1, language);
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var most = parsed.GetValue(limit) is > 0 and var asked ? asked : UsualLimit;
            var request = new ListCallsRequest
            {
                Talkgroup = parsed.GetValue(talkgroup),
                Radio = parsed.GetValue(radio),
                Site = parsed.GetValue(site) ?? "",
                Text = parsed.GetValue(text) ?? "",
                Since = parsed.GetValue(since)?.ToTimestamp(),
            };
            var found = new List<Recording>();
            do
            {
                request.PageSize = Math.Min(most - found.Count, ApiLimits.LargestPage);
                var page = await node.Recordings.ListAsync(new ListRecordingsRequest { Calls = request }, cancellationToken: cancel);
                found.AddRange(page.Recordings);
                request.PageToken = page.NextPageToken;
            }
            while (found.Count < most && request.PageToken.Length > 0);
            RecordingView.Show(output, [.. found.Take(most)]);
        });
    }

    private static Verb Export(Language language)
    {
        var verb = new Verb(
            language, "export", "Ghi một bản ghi âm ra tệp, đúng như đã ghi (dạng: RECORDING.md).", "Writes a recording to a file, as it was recorded (its form: RECORDING.md).",
            "radionet recordings export core-dak-lak.3.17 call.rnrec", "radionet recordings export core-dak-lak.3.17 call.wav --wav", "radionet recordings export core-dak-lak.3.17 call.dmr --bursts");
        var call = verb.Word("CALL", "Mã cuộc gọi, như 'radionet recordings list' cho biết", "The call's id, as 'radionet recordings list' has it");
        var file = verb.Word("FILE", "Tệp mới", "The file; it must not be there yet");
        var part = verb.Option<int>("--part", "N", "Phần thứ mấy (mặc định 1)", "Which part (1 otherwise)").AtLeast(1, language);
        var at = verb.Option<string>("--node", "ID", "Nút cấp dưới giữ bản ghi, khi nhiều nút cùng có", "The lower node that has it, where several do");
        var form = RecordingForm.Of(verb, language);
        return verb.Asks((parsed, node, output, cancel) => WriteAsync(
            output, parsed.GetRequiredValue(file), form, parsed,
            node.Recordings.Read(
                new ReadRecordingRequest { Call = parsed.GetRequiredValue(call), Part = parsed.GetValue(part), Node = parsed.GetValue(at) ?? "" }, cancellationToken: cancel), cancel));
    }

    private static Verb RecallTalkgroup(Language language)
    {
        var verb = new Verb(
            language, "recall", "Ghi 30 giây gần nhất của một nhóm ra tệp.", "Writes the last 30 s of a talkgroup to a file.",
            "radionet recordings recall 1001 just-now.rnrec");
        var talkgroup = verb.Number("TALKGROUP", "Nhóm gọi", "The talkgroup");
        var file = verb.Word("FILE", "Tệp mới", "The file; it must not be there yet");
        var form = RecordingForm.Of(verb, language);
        return verb.Asks((parsed, node, output, cancel) => WriteAsync(
            output, parsed.GetRequiredValue(file), form, parsed,
            node.Recordings.Recall(new RecallRequest { Talkgroup = parsed.GetRequiredValue(talkgroup) }, cancellationToken: cancel), cancel));
    }

    private static Verb Kept(Language language)
    {
        var verb = new Verb(
            language, "kept", "Ghi ra tệp những gì nút này giữ của chuỗi bản ghi âm của một nút cấp dưới, cho 'verify --roots'.",
            "Writes to a file what this node keeps of a lower node's chain of recordings, for 'verify --roots'.", "radionet recordings kept core-buon-ho kept.jsonl");
        var of = verb.Word("NODE", "Nút cấp dưới", "The lower node");
        var file = verb.Word("FILE", "Tệp mới", "The file; it must not be there yet");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            using var lines = node.Recordings.Kept(new KeptChainRequest { Node = parsed.GetRequiredValue(of) }, cancellationToken: cancel);
            using var text = new MemoryStream();
            var count = 0;
            await foreach (var line in lines.ResponseStream.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                text.Write(Encoding.UTF8.GetBytes(line.Line + "\n"));
                count++;
            }

            var path = parsed.GetRequiredValue(file);
            await NewFile.SaveAsync(path, text.ToArray(), cancel).ConfigureAwait(false);
            if (output.Json)
            {
                output.Object(json =>
                {
                    json.WriteString("file", path);
                    json.WriteNumber("entries", count);
                });
                return;
            }

            output.Say($"{path}: {count} mục.", $"{path}: {count} entries.");
        });
    }

    private static async Task WriteAsync(
        Output output, string path, RecordingForm form, ParseResult parsed, AsyncServerStreamingCall<RecordingOctets> read, CancellationToken cancel)
    {
        using (read)
        {
            using var octets = new MemoryStream();
            await foreach (var some in read.ResponseStream.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                some.Octets.WriteTo(octets);
            }

            var summary = RecordingSummary.Of(octets.ToArray());
            await NewFile.SaveAsync(path, form.Write(octets.ToArray(), parsed), cancel).ConfigureAwait(false);
            if (output.Json)
            {
                output.Object(json =>
                {
                    json.WriteString("file", path);
                    json.WriteNumber("frames", summary.Frames);
                    json.WriteNumber("missing", summary.Missing);
                    json.WriteNumber("unrecorded", summary.Unrecorded);
                    json.WriteBoolean("whole", summary.IsWhole);
                });
                return;
            }

            output.Say($"{path}: {summary.Frames} cụm, mất {summary.Missing} trên đường, {summary.Unrecorded} không ghi được.", $"{path}: {summary.Frames} bursts, {summary.Missing} lost on the way, {summary.Unrecorded} not recorded.");
        }
    }
}
