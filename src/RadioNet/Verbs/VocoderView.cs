using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary>A node's vocoder as text and as JSON.</summary>
internal static class VocoderView
{
    public static string Line(VocoderStatus vocoder, Language language)
    {
        string can = (vocoder.CanDecode, vocoder.CanEncode) switch
        {
            (true, true) => language.Say("nghe và nói được", "people can hear and talk"),
            (true, false) => language.Say("chỉ nghe được", "people can hear only"),
            (false, true) => language.Say("chỉ nói được", "people can talk only"),
            _ => language.Say("ở máy tính không nghe, không nói được", "people can neither hear nor talk at computers"),
        };
        string line = language.Say($"Bộ mã thoại {vocoder.Name} ({vocoder.Talkgroups} nhóm): {can}", $"Vocoder {vocoder.Name} ({vocoder.Talkgroups} talkgroups): {can}");
        if (vocoder.Provider is { } provider)
        {
            line += language.Say($" nhờ {provider.Vi}", $" by {provider.En}");
        }

        return string.Join(' ', [line + '.', .. vocoder.Missing.Select(language.Say)]);
    }

    public static void Write(Utf8JsonWriter json, VocoderStatus vocoder)
    {
        json.WriteStartObject();
        json.WriteString("name", vocoder.Name);
        json.WriteNumber("talkgroups", vocoder.Talkgroups);
        json.WriteBoolean("canDecode", vocoder.CanDecode);
        json.WriteBoolean("canEncode", vocoder.CanEncode);
        if (vocoder.Provider is { } provider) json.WriteText("provider", provider);
        else json.WriteNull("provider");
        json.WriteStartArray("missing");
        foreach (var text in vocoder.Missing)
        {
            json.WriteStartObject();
            json.WriteString("vi", text.Vi);
            json.WriteString("en", text.En);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
