using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Hosting;

/// <summary>A base station's controller cannot start; the sentence says what to do.</summary>
public sealed class StationStartException(LocalizedText sentence, Exception? cause = null) : Exception(sentence?.En, cause)
{
    /// <summary>What is wrong and what to do.</summary>
    public LocalizedText Sentence { get; } = sentence!;
}
