using RadioNet.Plan.Model;

namespace RadioNet.Plan.Presets;

/// <summary>A plan to begin with: a province's real places, and an example of everything else.</summary>
/// <param name="Name">What it is asked for by.</param>
/// <param name="Meaning">What it holds, as a sentence.</param>
public sealed record PlanPreset(string Name, LocalizedText Meaning)
{
    /// <summary>Its YAML text, comments included.</summary>
    public string Text => EmbeddedText.Of($"{Name}.yaml");
}
