using System.Runtime.CompilerServices;

namespace RadioNet.Tests.BaseStations;

/// <summary>
/// A test of base stations that needs many processes, or minutes, at the air's pace: run on demand, by <c>RADIONET_STATIONS=1</c>, on
/// a machine that has nothing else to do.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StationFactAttribute : FactAttribute
{
    public StationFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        Skip = "On demand: RADIONET_STATIONS=1, on a machine with nothing else to do.";
        SkipUnless = nameof(IsAsked);
        SkipType = typeof(StationFactAttribute);
    }

    /// <summary>Whether these tests were asked for.</summary>
    public static bool IsAsked => Environment.GetEnvironmentVariable("RADIONET_STATIONS") == "1";
}
