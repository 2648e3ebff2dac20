namespace RadioNet.HilRigs.Tests;

/// <summary>The folder <c>hil-rigs</c> of the source tree that these tests were built from.</summary>
internal static class RigFiles
{
    public const string RigVariable = "RADIONET_RIG";
    public const string ReportVariable = "RADIONET_RIG_REPORT";

    private static readonly string _root = FindRoot();

    public static string Folder { get; } = Path.Combine(_root, "hil-rigs");

    /// <summary>The rig that was chosen; null when none was.</summary>
    public static string? Chosen => Named(RigVariable);

    public static string ReportFolder => Named(ReportVariable) ?? Path.Combine(Folder, "reports");

    public static string Rig(string name) => Path.Combine(Folder, "rigs", name);

    /// <summary>A path from the environment. A relative one counts from the tree's root, for a test's own folder is where it was built.</summary>
    private static string? Named(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? Path.GetFullPath(path, _root) : null;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RadioNet.sln")))
                return folder.FullName;
        throw new InvalidOperationException("RadioNet.sln is in no folder above the tests.");
    }
}
