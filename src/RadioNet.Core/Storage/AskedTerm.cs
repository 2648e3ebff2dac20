using System.Text;

namespace RadioNet.Core.Storage;

/// <summary>One thing that is asked for: who has any of these terms has it.</summary>
/// <param name="Any">The terms.</param>
/// <param name="IsBeginning">Whether every term that begins so is meant too.</param>
internal sealed record AskedTerm(string[] Any, bool IsBeginning = false)
{
    /// <summary>The terms in UTF-8, as they lie on pages.</summary>
    public byte[][] Octets { get; } = [.. Any.Select(Encoding.UTF8.GetBytes)];
}
