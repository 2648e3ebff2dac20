using System.Runtime.CompilerServices;

namespace RadioNet.Tests.Tiers;

/// <summary>
/// A test of a network of many nodes that takes a machine of its own for minutes: run on demand, by <c>RADIONET_TIERS=1</c>, on a
/// machine that has nothing else to do.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TierFactAttribute : FactAttribute
{
    public TierFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        Skip = "On demand: RADIONET_TIERS=1, on a machine with nothing else to do.";
        SkipUnless = nameof(IsAsked);
        SkipType = typeof(TierFactAttribute);
    }

    /// <summary>Whether these tests were asked for.</summary>
    public static bool IsAsked => Environment.GetEnvironmentVariable("RADIONET_TIERS") == "1";
}
