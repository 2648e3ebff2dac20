using RadioNet.Core.Recordings.Lower;

namespace RadioNet.Core.Recordings;

/// <summary>Lines of a node's chain that another node kept.</summary>
public static class KeptElsewhere
{
    /// <summary>Reads them: from a file with one a line, or from the data folder of a node above.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="node">The node whose chain it is; needed for a folder, which may hold many.</param>
    /// <returns>The lines; null when the folder keeps nothing of that node.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<string>? Read(string path, string? node)
    {
        if (!Directory.Exists(path))
        {
            return [.. File.ReadAllLines(path).Where(line => line.Length > 0)];
        }

        var kept = new KeptChains(new RecordingFolder(path));
        return node is not null && KeptChains.CanKeep(node) && kept.Nodes.Contains(node) ? [.. kept.LinesOf(node)] : null;
    }

    /// <summary>The node whose chain lies in a data folder, as its first entry says; null when there is none.</summary>
    public static string? NodeOf(string data) =>
        ChainFiles.Lines(new RecordingFolder(data).Root).FirstOrDefault() is ({ Length: > 0 }, { } line, _) ? RecordingLine.Read(line)?.Node : null;
}
