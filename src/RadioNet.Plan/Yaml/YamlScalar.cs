namespace RadioNet.Plan.Yaml;

/// <summary>A single value; <see cref="Plain"/> when it stands without quotes.</summary>
internal sealed class YamlScalar(int line, int column, string text, bool plain) : YamlNode(line, column)
{
    public string Text { get; } = text;

    public bool Plain { get; } = plain;

    /// <summary>Whether nothing is written here: YAML's null (YAML 1.2.2, clause 10.2.1.1).</summary>
    public bool IsNull => Plain && (Text is "" or "~" or "null");
}
