using System.Collections.Immutable;
using System.Globalization;
using RadioNet.Plan.Yaml;

namespace RadioNet.Plan.Reading;

/// <summary>What is wrong so far. Keeps a bounded number and counts the rest, so that a hostile file costs no memory.</summary>
internal sealed class ErrorList
{
    public const int Kept = 1000;

    private readonly List<PlanError> _errors = [];
    private int _notKept;

    public bool IsEmpty => _errors.Count == 0;

    public void Add(YamlNode at, string message) => Add(at.Line, at.Column, message);

    public void Add(int line, int column, string message)
    {
        if (_errors.Count < Kept)
        {
            _errors.Add(new PlanError(line, column, message));
        }
        else
        {
            _notKept++;
        }
    }

    /// <summary>The errors by place in the file; a last line counts those that were not kept.</summary>
    public ImmutableArray<PlanError> ByPlace()
    {
        var sorted = _errors.OrderBy(e => e.Line).ThenBy(e => e.Column).ToList();
        if (_notKept > 0)
        {
            var last = sorted[^1];
            sorted.Add(last with { Message = string.Create(CultureInfo.InvariantCulture, $"{_notKept} more errors are not shown. Correct these first.") });
        }

        return [.. sorted];
    }
}
