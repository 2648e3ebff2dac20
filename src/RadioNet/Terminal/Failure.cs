using RadioNet.Plan.Model;

namespace RadioNet.Command.Terminal;

/// <summary>What was asked failed: the lines that say what is wrong and what to do, and the exit code.</summary>
internal sealed class Failure : Exception
{
    public Failure(string vi, string en, int exitCode = 1)
        : this([new LocalizedText(vi, en)], exitCode)
    {
    }

    public Failure(IReadOnlyList<LocalizedText> sentences, int exitCode = 1)
        : base(sentences[0].En) => (Sentences, ExitCode) = (sentences, exitCode);

    public IReadOnlyList<LocalizedText> Sentences { get; }

    public int ExitCode { get; }
}
