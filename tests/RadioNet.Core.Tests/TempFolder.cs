namespace RadioNet.Core.Tests;

/// <summary>A folder of a test's own, gone with it.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("radionet-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
