using RadioNet.Plan.Model;

namespace RadioNet.Core.Hosting;

/// <summary>The node cannot start, for a cause that the person who starts it can mend.</summary>
public sealed class NodeStartException : Exception
{
    /// <summary>With a sentence that says what is wrong and what to do.</summary>
    public NodeStartException(LocalizedText sentence, Exception? cause = null)
        : base(sentence?.En, cause)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        Sentences = [sentence];
    }

    /// <summary>With several, such as a plan's errors.</summary>
    public NodeStartException(IReadOnlyList<LocalizedText> sentences)
        : base(string.Join('\n', sentences.Select(sentence => sentence.En))) => Sentences = sentences;

    /// <summary>What is wrong and what to do, a line each.</summary>
    public IReadOnlyList<LocalizedText> Sentences { get; }
}
