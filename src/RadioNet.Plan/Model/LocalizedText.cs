namespace RadioNet.Plan.Model;

/// <summary>A name in the network's two languages; where only one was given, both are the same.</summary>
public sealed record LocalizedText(string Vi, string En)
{
    /// <summary>The same text in both languages.</summary>
    public static LocalizedText Same(string text) => new(text, text);

    /// <summary>The text of a language tag; Vietnamese for <c>vi…</c>, English otherwise.</summary>
    public string In(string language) => language.StartsWith("vi", StringComparison.OrdinalIgnoreCase) ? Vi : En;
}
