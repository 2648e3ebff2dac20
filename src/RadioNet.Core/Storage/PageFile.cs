using Microsoft.Win32.SafeHandles;

namespace RadioNet.Core.Storage;

/// <summary>A file as LiteDB reads and writes it: pages at any position, past every buffer of this process. One caller at a time.</summary>
internal abstract class PageFile : Stream
{
    protected PageFile(string path) =>
        Handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, FileOptions.RandomAccess);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => RandomAccess.GetLength(Handle);

    /// <inheritdoc/>
    public override long Position { get; set; }

    /// <summary>The open file.</summary>
    protected SafeFileHandle Handle { get; }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = RandomAccess.Read(Handle, buffer.AsSpan(offset, count), Position);
        Position += read;
        return read;
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => RandomAccess.SetLength(Handle, value);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Handle.Dispose();
        base.Dispose(disposing);
    }
}
