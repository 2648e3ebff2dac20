using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;

namespace RadioNet.Command.Verbs;

/// <summary>A plan's file on this machine: read, compared by the node, its errors told as FILE:LINE:COLUMN.</summary>
internal static class PlanText
{
    /// <summary>Reads a file; <c>-</c> is standard input.</summary>
    public static async Task<string> ReadAsync(string file, CancellationToken cancel)
    {
        try
        {
            return file == "-"
                ? await Console.In.ReadToEndAsync(cancel).ConfigureAwait(false)
                : await File.ReadAllTextAsync(file, cancel).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new Failure(
                $"Không đọc được {file}. Hãy kiểm tra đường dẫn và quyền đọc.", $"{file} cannot be read. Check its path and its rights.");
        }
    }

    /// <summary>Asks what a text would change; its errors, all of them, are a failure.</summary>
    public static async Task<CompareResponse> CompareAsync(NodeClient node, string file, string text, CancellationToken cancel)
    {
        var compared = await node.Plan.CompareAsync(new CompareRequest { Text = text }, cancellationToken: cancel);
        return compared.Errors.Count == 0 ? compared : throw ErrorsIn(file, compared.Errors);
    }

    /// <summary>The failure that says everything that is wrong in a file, each with its place.</summary>
    public static Failure ErrorsIn(string file, IEnumerable<RadioNet.Plan.PlanError> errors) =>
        new([.. errors.Select(error => Line(file, error.Line, error.Column, error.Message))]);

    private static Failure ErrorsIn(string file, IEnumerable<PlanError> errors) =>
        new([.. errors.Select(error => Line(file, error.Line, error.Column, error.Message))]);

    private static LocalizedText Line(string file, int line, int column, string message) =>
        LocalizedText.Same(line > 0 ? $"{file}:{line}:{column}: {message}" : $"{file}: {message}");
}
