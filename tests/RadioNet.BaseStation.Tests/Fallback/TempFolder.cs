namespace RadioNet.BaseStation.Tests.Fallback;

/// <summary>A folder of a test's own, gone with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("radionet-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
