using LiteDB;

namespace RadioNet.Core.Storage;

/// <summary>
/// One LiteDB file whose commits are on disk when they return. LiteDB 5 itself writes its log in the background, so a commit
/// alone may be lost with the process; a checkpoint waits for the log, copies it into the data file and flushes that.
/// </summary>
internal sealed class DurableFile : IDisposable
{
    /// <summary>LiteDB's page in bytes; both of its files are whole numbers of them.</summary>
    private const int PageSize = 8192;

    private readonly Lock _gate = new();
    private readonly LiteDatabase _database;

    public DurableFile(string path)
    {
        CutTornPage(Path.ChangeExtension(path, null) + "-log.db");
        _database = new LiteDatabase(new ConnectionString
        {
            Filename = path,
            Connection = ConnectionType.Direct,
            Collation = Collation.Binary,
        });
        _database.UtcDate = true;
    }

    /// <summary>Reads; what is read must be materialised before it returns, because a checkpoint waits for readers.</summary>
    public T Read<T>(Func<ILiteDatabase, T> read)
    {
        lock (_gate)
        {
            return read(_database);
        }
    }

    /// <summary>Changes in one transaction: on disk, whole, when this returns; undone when it throws.</summary>
    public T Change<T>(Func<ILiteDatabase, T> change)
    {
        lock (_gate)
        {
            _database.BeginTrans();
            T result;
            try
            {
                result = change(_database);
                _database.Commit();
            }
            catch
            {
                _database.Rollback();
                throw;
            }

            _database.Checkpoint();
            return result;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _database.Dispose();
        }
    }

    /// <summary>
    /// A process that was killed in the middle of a page leaves a torn one at the log's end. It was never acknowledged, and
    /// LiteDB refuses a log that holds it.
    /// </summary>
    private static void CutTornPage(string log)
    {
        if (!File.Exists(log))
        {
            return;
        }

        using var stream = new FileStream(log, FileMode.Open, FileAccess.ReadWrite);
        stream.SetLength(stream.Length / PageSize * PageSize);
    }
}
