using System.Text.Json;

namespace RadioNet.Tests.EndToEnd.Rig;

/// <summary>How a command ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines of standard output.</summary>
    public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines of standard error.</summary>
    public string[] ErrorLines => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Standard output as JSON, one value a line.</summary>
    public JsonElement[] Json => [.. OutputLines.Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>The same, once it is sure that the command succeeded without a word on standard error.</summary>
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0 && Errors.Length == 0, $"Exit code {ExitCode}. {Errors}");
        return this;
    }
}
