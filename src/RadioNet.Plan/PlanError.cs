using System.Globalization;

namespace RadioNet.Plan;

/// <summary>One thing that is wrong in a plan, as a sentence that says what to do.</summary>
/// <param name="Line">The line, from 1; 0 where the plan did not come from a text.</param>
/// <param name="Column">The column in UTF-16 units, from 1; 0 where the plan did not come from a text.</param>
/// <param name="Message">What is wrong and what to do, on one line.</param>
public sealed record PlanError(int Line, int Column, string Message)
{
    /// <summary>The error as the command prints it after the file's name: <c>LINE:COLUMN: message</c>.</summary>
    public override string ToString() =>
        Line == 0 ? Message : string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}: {Message}");
}
