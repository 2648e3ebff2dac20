using System.Runtime.CompilerServices;

namespace RadioNet.Tests.Consoles;

/// <summary>A test of consoles that measures, or takes many seconds: run on demand, by <c>RADIONET_CONSOLES=1</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConsoleFactAttribute : FactAttribute
{
    public ConsoleFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        Skip = "On demand: RADIONET_CONSOLES=1.";
        SkipUnless = nameof(IsAsked);
        SkipType = typeof(ConsoleFactAttribute);
    }

    /// <summary>Whether these tests were asked for.</summary>
    public static bool IsAsked => Environment.GetEnvironmentVariable("RADIONET_CONSOLES") == "1";
}
