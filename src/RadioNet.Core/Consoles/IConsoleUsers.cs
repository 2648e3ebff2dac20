using System.Diagnostics.CodeAnalysis;

namespace RadioNet.Core.Consoles;

/// <summary>Who may use this node's consoles.</summary>
public interface IConsoleUsers
{
    /// <summary>Finds the user whom a token was given to; false when it is nobody's, or serves no more. From any thread.</summary>
    bool TryUse(string token, [NotNullWhen(true)] out ConsoleUser? user);
}
