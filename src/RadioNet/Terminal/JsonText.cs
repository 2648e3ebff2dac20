using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;

namespace RadioNet.Command.Terminal;

/// <summary>How values are written in the command's JSON: times in ISO 8601, UTC, milliseconds; what is not known is null.</summary>
internal static class JsonText
{
    public static string Time(Timestamp time) =>
        time.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static void WriteTime(this Utf8JsonWriter json, string name, Timestamp? time)
    {
        if (time is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, Time(time));
        }
    }

    /// <summary>A word; null when it is empty.</summary>
    public static void WriteWord(this Utf8JsonWriter json, string name, string word)
    {
        if (word.Length == 0)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, word);
        }
    }

    public static void WriteText(this Utf8JsonWriter json, string name, LocalizedText? text)
    {
        json.WriteStartObject(name);
        json.WriteString("vi", text?.Vi ?? "");
        json.WriteString("en", text?.En ?? "");
        json.WriteEndObject();
    }

    public static void WriteList<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    public static void WriteObjects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write) =>
        json.WriteList(name, items, item =>
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        });

    /// <summary>An enum value as the word in its API name: CALL_STATE_RUNNING is <c>running</c>.</summary>
    public static string Word(this System.Enum value)
    {
        var name = value.ToString();
        return string.Concat(name.Select((letter, i) => char.IsUpper(letter) && i > 0 ? $"-{char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));
    }
}
