using Spectre.Console;

namespace RadioNet.Command.Terminal;

/// <summary>A table with lines, for a person's terminal. Apart, so that Spectre.Console is loaded only for it.</summary>
internal static class TerminalTable
{
    public static void Write(IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var head in heads)
        {
            table.AddColumn(new TableColumn(new Text(head, new Style(decoration: Decoration.Bold))));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        AnsiConsole.Write(table);
    }
}
