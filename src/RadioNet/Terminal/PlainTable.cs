namespace RadioNet.Command.Terminal;

/// <summary>Columns by spaces, without lines: what a pipe and a file get.</summary>
internal static class PlainTable
{
    public static void Write(TextWriter writer, IReadOnlyList<string> heads, IReadOnlyList<string[]> rows)
    {
        var widths = heads.Select((head, column) => rows.Select(row => row[column].Length).Append(head.Length).Max()).ToArray();
        foreach (var row in rows.Prepend([.. heads]))
        {
            writer.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
