namespace RadioNet.Plan.Schema;

/// <summary>A key of an entry with its way into text. A key with a dot stands in a mapping: <c>modem.cw-level</c> is <c>modem: { cw-level: … }</c>.</summary>
/// <param name="Reference">The key, its default, range and meaning.</param>
/// <param name="Write">The value as YAML of one line; null where there is none.</param>
internal sealed record Field<T>(PlanField Reference, Func<T, string?> Write)
{
    public Field(string key, string defaultText, string range, string meaning, Func<T, string?> write)
        : this(new PlanField(key, defaultText, range, meaning), write)
    {
    }

    public string Key => Reference.Key;

    /// <summary>Whether the value is never shown, and exported as <c>kept</c>.</summary>
    public bool Secret { get; init; }

    /// <summary>Whether the value is a list.</summary>
    public bool IsList { get; init; }
}
