using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Protocols.Homebrew;
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
            "radionet recordings export core-dak-lak.3.17 call.rnrec", "radionet recordings export core-dak-lak.3.17 call.dmr --bursts");
        var call = verb.Word("CALL", "Mã cuộc gọi, như 'radionet recordings list' cho biết", "The call's id, as 'radionet recordings list' has it");
        var file = verb.Word("FILE", "Tệp mới", "The file; it must not be there yet");
        var part = verb.Option<int>("--part", "N", "Phần thứ mấy (mặc định 1)", "Which part (1 otherwise)").AtLeast(1, language);
        var bursts = Bursts(verb);
        return verb.Asks((parsed, node, output, cancel) => WriteAsync(
            output, parsed.GetRequiredValue(file), parsed.GetValue(bursts),
            node.Recordings.Read(new ReadRecordingRequest { Call = parsed.GetRequiredValue(call), Part = parsed.GetValue(part) }, cancellationToken: cancel), cancel));
    }

    private static Verb RecallTalkgroup(Language language)
    {
        var verb = new Verb(
            language, "recall", "Ghi 30 giây gần nhất của một nhóm ra tệp.", "Writes the last 30 s of a talkgroup to a file.",
            "radionet recordings recall 1001 just-now.rnrec");
        var talkgroup = verb.Number("TALKGROUP", "Nhóm gọi", "The talkgroup");
        var file = verb.Word("FILE", "Tệp mới", "The file; it must not be there yet");
        var bursts = Bursts(verb);
        return verb.Asks((parsed, node, output, cancel) => WriteAsync(
            output, parsed.GetRequiredValue(file), parsed.GetValue(bursts),
            node.Recordings.Recall(new RecallRequest { Talkgroup = parsed.GetRequiredValue(talkgroup) }, cancellationToken: cancel), cancel));
    }

    private static Option<bool> Bursts(Verb verb) => verb.Option<bool>(
        "--bursts", null, "Chỉ các cụm thoại A đến F, mỗi cụm 33 octet, nối nhau", "Only the voice bursts A to F, 33 octets each, one behind the other");

    private static async Task WriteAsync(Output output, string path, bool bursts, AsyncServerStreamingCall<RecordingOctets> read, CancellationToken cancel)
    {
        using (read)
        {
            using var octets = new MemoryStream();
            await foreach (var some in read.ResponseStream.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                some.Octets.WriteTo(octets);
            }

            var summary = RecordingSummary.Of(octets.ToArray());
            await SaveAsync(path, bursts ? VoiceOf(octets.ToArray()) : octets.ToArray(), cancel).ConfigureAwait(false);
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

    private static byte[] VoiceOf(byte[] octets)
    {
        using var voice = new MemoryStream();
        var reader = new RecordingReader(octets);
        while (reader.Read())
        {
            if (reader.Kind == RecordingKind.Frame && RecordingFrame.TryRead(reader.Body, out var frame) && frame.Burst.IsVoiceBurst())
            {
                voice.Write(frame.Payload);
            }
        }

        return voice.ToArray();
    }

    private static async Task SaveAsync(string path, byte[] octets, CancellationToken cancel)
    {
        try
        {
            var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(octets, cancel).ConfigureAwait(false);
            }
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new Failure($"{path} đã có. Hãy chọn tên khác.", $"{path} is there already. Choose another name.");
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new Failure($"Không ghi được {path}: {failed.Message}", $"{path} cannot be written: {failed.Message}");
        }
    }
}
