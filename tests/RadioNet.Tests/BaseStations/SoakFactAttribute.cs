using System.Globalization;
using System.Runtime.CompilerServices;

namespace RadioNet.Tests.BaseStations;

/// <summary>
/// A test that lasts: run on demand, by <c>RADIONET_SOAK=1</c>, for <c>RADIONET_SOAK_MINUTES</c> (10 by default), on a machine that has
/// nothing else to do.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SoakFactAttribute : FactAttribute
{
    private const string MinutesVariable = "RADIONET_SOAK_MINUTES";

    public SoakFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        Skip = $"On demand: RADIONET_SOAK=1, for {MinutesVariable} or 10 minutes, on a machine with nothing else to do.";
        SkipUnless = nameof(IsAsked);
        SkipType = typeof(SoakFactAttribute);
    }

    /// <summary>Whether these tests were asked for.</summary>
    public static bool IsAsked => Environment.GetEnvironmentVariable("RADIONET_SOAK") == "1";

    /// <summary>For how long.</summary>
    public static TimeSpan Length => Environment.GetEnvironmentVariable(MinutesVariable) is not { Length: > 0 } text
        ? TimeSpan.FromMinutes(10)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double minutes) && minutes is > 0 and <= 10_080
            ? TimeSpan.FromMinutes(minutes)
            : throw new InvalidOperationException($"{MinutesVariable} is {text}: write minutes, up to a week.");
}
