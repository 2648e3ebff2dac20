namespace RadioNet.Core.Calls;

/// <summary>Why a site that was wanted here stays where it is.</summary>
/// <param name="Node">The node that serves it.</param>
/// <param name="User">The repeater or base station of it that is heard there.</param>
internal readonly record struct KeptSite(string Node, string User);
