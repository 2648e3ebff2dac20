using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RadioNet.Command.Terminal;

/// <summary>Standard output: sentences and tables for people, or one JSON object a line for machines.</summary>
internal sealed class Output(TextWriter writer, Language language, bool json)
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Language Language { get; } = language;

    public bool Json { get; } = json;

    public void Line(string text) => writer.WriteLine(text);

    public void Say(string vi, string en) => Line(Language.Say(vi, en));

    /// <summary>One object on a line of its own, out at once.</summary>
    public void Object(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonOptions))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        writer.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
        writer.Flush();
    }

    /// <summary>A table: with lines on a terminal, plain columns when it goes to a file or a pipe.</summary>
    public void Table(IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        if (Console.IsOutputRedirected)
        {
            Plain(heads, rows);
        }
        else
        {
            TerminalTable.Write(heads, rows);
        }
    }

    /// <summary>A table in plain columns, wherever it goes.</summary>
    public void Plain(IReadOnlyList<string> heads, IEnumerable<string[]> rows) => PlainTable.Write(writer, heads, [.. rows]);
}
