using System.Globalization;
using System.Runtime.CompilerServices;

namespace RadioNet.Core.Tests.Storage;

/// <summary>
/// A test over a million call records: run on demand, by <c>RADIONET_MILLION</c>, which names a folder with room for 1 GB. They are made there when it has
/// none, which takes some minutes, and left there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MillionFactAttribute : FactAttribute
{
    public MillionFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        Skip = "On demand: RADIONET_MILLION=FOLDER, with room for 1 GB.";
        SkipUnless = nameof(IsAsked);
        SkipType = typeof(MillionFactAttribute);
    }

    /// <summary>Whether these tests were asked for.</summary>
    public static bool IsAsked => Folder.Length > 0;

    /// <summary>Where the records are.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("RADIONET_MILLION") ?? "";

    /// <summary>How many: a million, or by <c>RADIONET_MILLION_RECORDS</c> fewer while something is tried out.</summary>
    public static int Records => int.Parse(Environment.GetEnvironmentVariable("RADIONET_MILLION_RECORDS") ?? "1000000", CultureInfo.InvariantCulture);
}
