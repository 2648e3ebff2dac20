using LiteDB;

namespace RadioNet.Core.Storage;

/// <summary>
/// One LiteDB file whose commits are on disk when they return. A change is there when LiteDB's log holds it and is flushed; then the log is
/// copied into the data file. LiteDB closes itself when the disk refuses it something; the next use opens it anew.
/// </summary>
internal sealed class DurableFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private OpenDatabase? _open;
    private long? _cut;
    private bool _isDisposed;

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="IOException">The disk refuses it.</exception>
    public DurableFile(string path)
    {
        _path = path;
        _open = new OpenDatabase(path, null);
    }

    /// <summary>Reads; what is read must be materialised before it returns, because a checkpoint waits for readers.</summary>
    public T Read<T>(Func<ILiteDatabase, T> read)
    {
        lock (_gate)
        {
            try
            {
                return read(Opened().Database);
            }
            catch
            {
                Close(null);
                throw;
            }
        }
    }

    /// <summary>Does what nobody who reads or changes the file may do at the same time.</summary>
    public void Locked(Action act)
    {
        lock (_gate)
        {
            act();
        }
    }

    /// <summary>Changes in one transaction: on disk, whole, when this returns; undone when it throws.</summary>
    public T Change<T>(Func<ILiteDatabase, T> change)
    {
        lock (_gate)
        {
            var open = Opened();
            var before = open.Log.Begin();
            var isWhole = false;
            T result = default!;
            try
            {
                open.Database.BeginTrans();
                result = change(open.Database);
                isWhole = true;
                open.Database.Commit();
                open.Database.Checkpoint();
            }
            catch (IOException) when (isWhole && open.Log.IsOnDisk)
            {
                // It is on disk, in the log; only the data file has no room for it yet. The next change tries again.
                Close(null);
            }
            catch
            {
                Close(before);
                throw;
            }

            return result;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _open?.Dispose();
            _open = null;
        }
    }

    private OpenDatabase Opened()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_open is null)
        {
            _open = new OpenDatabase(_path, _cut);
            _cut = null;
        }

        return _open;
    }

    /// <param name="cut">Where the log is cut off, so that a change that is not to be is not there; null when nowhere.</param>
    private void Close(long? cut)
    {
        if (_open is null || !_open.Close(cut))
        {
            _cut = cut ?? _cut;
        }

        _open = null;
    }
}
