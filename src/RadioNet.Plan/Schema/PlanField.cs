namespace RadioNet.Plan.Schema;

/// <summary>One key of a plan's entry, for the reference.</summary>
/// <param name="Key">The key as the plan writes it.</param>
/// <param name="Default">What holds where the key is left out (a value, or one of the phrases below).</param>
/// <param name="Range">What may stand there.</param>
/// <param name="Meaning">What it does, as a phrase.</param>
public sealed record PlanField(string Key, string Default, string Range, string Meaning)
{
    /// <summary>The default of a key that must stand there.</summary>
    public const string Required = "required";

    /// <summary>The default of a key without which there is no such value.</summary>
    public const string None = "none";

    /// <summary>The default of a name.</summary>
    public const string ItsId = "its id";

    /// <summary>The default of a place that need not be said.</summary>
    public const string TheRoot = "the root";

    /// <summary>The default of a user's id.</summary>
    public const string FromName = "from its name";

    /// <summary>The default of a carrier's duplex.</summary>
    public const string ByFrequencies = "true for two frequencies, false for one";

    /// <summary>Whether <see cref="Default"/> is a value as the plan would write it, and not a phrase.</summary>
    public bool HasLiteralDefault => Default is not (Required or None or ItsId or TheRoot or FromName or ByFrequencies);
}
