namespace RadioNet.Core.Storage;

/// <summary>LiteDB's data file: nothing is written to it before the log is on disk, from which it is mended when the writing is cut short.</summary>
internal sealed class DataFile(string path, LogFile log) : PageFile(path)
{
    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        log.Persist();
        RandomAccess.Write(Handle, buffer.AsSpan(offset, count), Position);
        Position += count;
    }

    /// <inheritdoc/>
    public override void Flush() => RandomAccess.FlushToDisk(Handle);
}
