using System.Globalization;
using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary>A recording as one JSON object and as one row.</summary>
internal static class RecordingView
{
    public static void Show(Output output, IReadOnlyList<Recording> recordings)
    {
        if (output.Json)
        {
            foreach (var recording in recordings)
            {
                output.Object(json => Write(json, recording));
            }

            return;
        }

        var language = output.Language;
        output.Table(
            [
                language.Say("Bắt đầu (UTC)", "Started (UTC)"), language.Say("Nhóm", "Talkgroup"), language.Say("Máy nói", "Talkers"), language.Say("Dài", "Length"),
                language.Say("Mất", "Missing"), language.Say("Cuộc gọi", "Call"),
            ],
            recordings.Select(recording => Row(recording, language)));
    }

    private static string[] Row(Recording recording, Language language) =>
    [
        ShortTime.Of(recording.Started), recording.TalkgroupName.Length == 0 ? $"{recording.Talkgroup}" : $"{recording.TalkgroupName} ({recording.Talkgroup})",
        string.Join(", ", recording.Talkers),
        string.Create(CultureInfo.InvariantCulture, $"{(recording.Ended.ToDateTime() - recording.Started.ToDateTime()).TotalSeconds:0.0} s{(recording.Open ? language.Say(" (đang ghi)", " (open)") : "")}"),
        recording.Missing + recording.Unrecorded == 0 ? "" : $"{recording.Missing + recording.Unrecorded}",
        $"{recording.Call}{(recording.Part > 1 ? $" --part {recording.Part}" : "")}{NodeOf(recording, language)}",
    ];

    /// <summary>Where it is, when that is a node below the one that was asked.</summary>
    private static string NodeOf(Recording recording, Language language) => recording.Node.Length == 0
        ? ""
        : $" @ {recording.Node}{(recording.Away ? language.Say(" (ngoài tầm)", " (not in reach)") : "")}";

    private static void Write(Utf8JsonWriter json, Recording recording)
    {
        json.WriteString("call", recording.Call);
        json.WriteNumber("part", recording.Part);
        json.WriteString("file", recording.File);
        json.WriteBoolean("open", recording.Open);
        json.WriteNumber("talkgroup", recording.Talkgroup);
        json.WriteWord("talkgroupName", recording.TalkgroupName);
        json.WriteTime("started", recording.Started);
        json.WriteTime("ended", recording.Ended);
        json.WriteNumber("octets", recording.Octets);
        json.WriteNumber("spurts", recording.Spurts);
        json.WriteNumber("frames", recording.Frames);
        json.WriteNumber("missing", recording.Missing);
        json.WriteNumber("unrecorded", recording.Unrecorded);
        json.WriteList("talkers", recording.Talkers, json.WriteStringValue);
        json.WriteList("sites", recording.Sites, json.WriteStringValue);
        json.WriteBoolean("emergency", recording.Emergency);
        json.WriteWord("node", recording.Node);
        json.WriteBoolean("away", recording.Away);
    }
}
