namespace RadioNet.Api.Links;

/// <summary>No certificate was got; the sentence says what to do.</summary>
public sealed class EnrollmentException(EnrollmentFailure failure, LocalizedText sentence, Exception? cause = null)
    : Exception(sentence?.En, cause)
{
    /// <summary>Why.</summary>
    public EnrollmentFailure Failure { get; } = failure;

    /// <summary>What is wrong and what to do, for people.</summary>
    public LocalizedText Sentence { get; } = sentence!;
}
