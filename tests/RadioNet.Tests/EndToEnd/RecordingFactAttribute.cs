using System.Runtime.CompilerServices;

namespace RadioNet.Tests.EndToEnd;

/// <summary>A test of recordings that starts a node of its own and many commands, or kills nodes, which takes many seconds: run on demand, by <c>RADIONET_RECORDINGS=1</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecordingFactAttribute : FactAttribute
{
    public RecordingFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        Skip = "On demand: RADIONET_RECORDINGS=1.";
        SkipUnless = nameof(IsAsked);
        SkipType = typeof(RecordingFactAttribute);
    }

    /// <summary>Whether these tests were asked for.</summary>
    public static bool IsAsked => Environment.GetEnvironmentVariable("RADIONET_RECORDINGS") == "1";
}
