namespace RadioNet.HilRigs.Tests;

/// <summary>The folder <c>hil-rigs</c> of the source tree that these tests were built from.</summary>
internal static class RigFiles
{
    public const string RigVariable = "RADIONET_RIG";
    public const string ReportVariable = "RADIONET_RIG_REPORT";

    public static string Folder { get; } = Find();

    /// <summary>The rig that was chosen; null when none was.</summary>
    public static string? Chosen => Environment.GetEnvironmentVariable(RigVariable) is { Length: > 0 } path ? path : null;

    public static string ReportFolder => Environment.GetEnvironmentVariable(ReportVariable) is { Length: > 0 } folder ? folder : Path.Combine(Folder, "reports");

    public static string Rig(string name) => Path.Combine(Folder, "rigs", name);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RadioNet.sln")))
                return Path.Combine(folder.FullName, "hil-rigs");
        throw new InvalidOperationException("RadioNet.sln is in no folder above the tests.");
    }
}
