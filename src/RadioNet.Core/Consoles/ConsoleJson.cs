using System.Buffers;
using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Consoles;

/// <summary>The text messages between a node and a browser.</summary>
internal static class ConsoleJson
{
    private const int LongestToken = 4096;

    private static readonly JsonReaderOptions _strict = new() { MaxDepth = 4 };
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads what a browser says; null when it is nothing that may be said.</summary>
    public static ConsoleWords? Read(ReadOnlySpan<byte> octets)
    {
        try
        {
            var reader = new Utf8JsonReader(octets, _strict);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && Text(root, "type") is { } type ? Read(type, root) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes what a browser is told.</summary>
    public static ReadOnlyMemory<byte> Write(ConsoleEvent said)
    {
        var octets = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(octets, _plain))
        {
            json.WriteStartObject();
            Write(json, said);
            json.WriteEndObject();
        }

        return octets.WrittenMemory;
    }

    private static ConsoleWords? Read(string type, JsonElement root) => type switch
    {
        "hello" => Text(root, "token") is { Length: <= LongestToken } token ? new ConsoleWords(type) { Token = token } : null,
        "listen" => Numbers(root, "talkgroups") is { } talkgroups ? new ConsoleWords(type) { Talkgroups = talkgroups } : null,
        "press" => Number(root, "talkgroup") is { } talkgroup
            ? new ConsoleWords(type) { Talkgroup = talkgroup, Emergency = Flag(root, "emergency"), TakeOver = Flag(root, "takeOver") }
            : null,
        "release" => new ConsoleWords(type),
        "ping" => new ConsoleWords(type) { Ping = root.TryGetProperty("t", out var t) && t.ValueKind == JsonValueKind.Number && t.TryGetDouble(out var at) ? at : 0 },
        _ => null,
    };

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static uint? Number(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? Number(value) : null;

    private static uint? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetUInt32(out var number) ? number : null;

    private static FrozenSet<uint>? Numbers(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > ConsoleSockets.MostTalkgroups)
        {
            return null;
        }

        uint?[] numbers = [.. list.EnumerateArray().Select(Number)];
        return numbers.All(number => number is not null) ? numbers.Select(number => number!.Value).ToFrozenSet() : null;
    }

    private static void Write(Utf8JsonWriter json, ConsoleEvent said)
    {
        switch (said)
        {
            case ConsoleEvent.Welcome welcome:
                Write(json, welcome);
                break;
            case ConsoleEvent.Floor floor:
                Write(json, floor);
                break;
            case ConsoleEvent.Spurt spurt:
                Write(json, spurt);
                break;
            case ConsoleEvent.Error error:
                json.WriteString("type", "error");
                json.WriteString("reason", error.Reason);
                Write(json, "text", error.Text);
                break;
            case ConsoleEvent.Pong pong:
                json.WriteString("type", "pong");
                json.WriteNumber("t", pong.Token);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, ConsoleEvent.Welcome welcome)
    {
        json.WriteString("type", "welcome");
        json.WriteString("user", welcome.User.Name);
        json.WriteNumber("radio", welcome.User.Radio.Value);
        json.WriteBoolean("mayTakeOver", welcome.User.PreEmpt);
        json.WriteStartArray("talkgroups");
        foreach (var talkgroup in welcome.Talkgroups)
        {
            json.WriteStartObject();
            json.WriteNumber("id", talkgroup.Id);
            Write(json, "name", talkgroup.Name);
            json.WriteBoolean("canTalk", talkgroup.CanTalk);
            Write(json, "noVocoder", talkgroup.Missing);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ConsoleEvent.Floor floor)
    {
        json.WriteString("type", floor.State.ToString().ToLowerInvariant());
        json.WriteNumber("talkgroup", floor.Talkgroup);
        if (floor.Reason.Length > 0)
        {
            json.WriteString("reason", floor.Reason);
        }

        Write(json, "text", floor.Text);
        if (floor.For is { } time)
        {
            json.WriteNumber("forMs", (long)time.TotalMilliseconds);
        }

        if (floor.By.Length > 0)
        {
            json.WriteString("by", floor.By);
        }

        if (floor.Position > 0)
        {
            json.WriteNumber("position", floor.Position);
        }
    }

    private static void Write(Utf8JsonWriter json, ConsoleEvent.Spurt spurt)
    {
        json.WriteString("type", "spurt");
        json.WriteNumber("talkgroup", spurt.Talkgroup);
        json.WriteNumber("path", spurt.Path);
        json.WriteString("call", spurt.Call);
        json.WriteString("spurt", spurt.Id);
        json.WriteNumber("source", spurt.Source);
        json.WriteString("alias", spurt.Alias);
        json.WriteString("state", spurt.Begins ? "begin" : "end");
        Write(json, "unheard", spurt.Unheard);
    }

    private static void Write(Utf8JsonWriter json, string name, LocalizedText? text)
    {
        if (text is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("vi", text.Vi);
        json.WriteString("en", text.En);
        json.WriteEndObject();
    }
}
