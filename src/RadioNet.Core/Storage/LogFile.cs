using System.Runtime.ExceptionServices;

namespace RadioNet.Core.Storage;

/// <summary>
/// LiteDB's log. LiteDB writes it on a thread of its own that ends without a word when a write throws, and then waits for it for ever. So
/// nothing throws there: what the disk refuses is kept for whoever reads the log, and LiteDB reads it before it copies it to the data file.
/// Safe from any thread.
/// </summary>
internal sealed class LogFile(string path) : PageFile(path)
{
    private readonly Lock _gate = new();
    private Exception? _refused;
    private bool _isWritten;

    /// <summary>Whether all that was written since <see cref="Begin"/> is on disk.</summary>
    public bool IsOnDisk { get; private set; }

    /// <summary>A change begins; returns how long the log is before it.</summary>
    public long Begin()
    {
        lock (_gate)
        {
            IsOnDisk = false;
            return Length;
        }
    }

    /// <summary>Puts on disk what was written; throws what a write threw.</summary>
    public void Persist()
    {
        lock (_gate)
        {
            ThrowRefused();
            if (_isWritten)
            {
                try
                {
                    RandomAccess.FlushToDisk(Handle);
                }
                catch (Exception refused)
                {
                    _refused = refused;
                    throw;
                }

                _isWritten = false;
            }

            IsOnDisk = true;
        }
    }

    /// <summary>Takes nothing more, and lets nothing be read.</summary>
    /// <param name="length">Where it is cut off; null when nowhere.</param>
    /// <returns>Whether it is as long as it shall be.</returns>
    public bool TryStop(long? length)
    {
        lock (_gate)
        {
            _refused ??= new IOException("The database was closed.");
            try
            {
                if (length is { } cut)
                {
                    base.SetLength(cut);
                }

                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            ThrowRefused();
            return base.Read(buffer, offset, count);
        }
    }

    /// <summary>Writes unless a write was refused before; never throws.</summary>
    public override void Write(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            if (_refused is not null)
            {
                return;
            }

            try
            {
                RandomAccess.Write(Handle, buffer.AsSpan(offset, count), Position);
                Position += count;
                _isWritten = true;
            }
            catch (Exception refused)
            {
                _refused = refused;
            }
        }
    }

    /// <inheritdoc/>
    public override void SetLength(long value)
    {
        lock (_gate)
        {
            ThrowRefused();
            base.SetLength(value);
        }
    }

    /// <summary>Does nothing: <see cref="Persist"/> does it, for whom it concerns.</summary>
    public override void Flush()
    {
    }

    private void ThrowRefused()
    {
        if (_refused is not null)
        {
            ExceptionDispatchInfo.Throw(_refused);
        }
    }
}
