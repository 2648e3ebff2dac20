namespace RadioNet.Tests.Architecture;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>RadioNet.sln</c>.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RadioNet.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("RadioNet.sln is in no folder above the tests.");
    }
}
