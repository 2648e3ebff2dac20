namespace RadioNet.Api.Links;

/// <summary>A data folder, taken for this process alone until it is disposed of: two on one folder would each lose the other's work.</summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream _held;

    private FolderLock(string path, FileStream held) => (Path, _held) = (path, held);

    /// <summary>The folder, in full.</summary>
    public string Path { get; }

    /// <summary>Takes a folder, which is made when it is missing.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="name">The file in it that says that it is taken.</param>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    /// <exception cref="IOException">Another process has it, or it is no folder.</exception>
    public static FolderLock Take(string path, string name)
    {
        var full = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(full);
        return new FolderLock(full, new FileStream(System.IO.Path.Combine(full, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();
}
