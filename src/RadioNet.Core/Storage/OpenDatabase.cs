using LiteDB;
using LiteDB.Engine;

namespace RadioNet.Core.Storage;

/// <summary>A LiteDB database while it is open.</summary>
internal sealed class OpenDatabase : IDisposable
{
    private readonly string _logPath;
    private readonly DataFile _data;

    /// <summary>Opens or makes a database.</summary>
    /// <param name="path">Its data file.</param>
    /// <param name="cut">Where its log is cut off before; null when nowhere.</param>
    public OpenDatabase(string path, long? cut)
    {
        _logPath = Path.ChangeExtension(path, null) + "-log.db";
        Log = new LogFile(_logPath);
        try
        {
            if (cut is { } length)
            {
                Log.SetLength(length);
            }

            _data = new DataFile(path, Log);
            Database = new LiteDatabase(new LiteEngine(new EngineSettings
            {
                Filename = path,
                DataStream = _data,
                LogStream = Log,
                Collation = Collation.Binary,
            }));
            if (!Database.UtcDate)
            {
                Database.UtcDate = true;
                Database.Checkpoint();
            }
        }
        catch
        {
            Close(null);
            throw;
        }
    }

    /// <summary>LiteDB's log.</summary>
    public LogFile Log { get; }

    /// <summary>The database.</summary>
    public LiteDatabase Database { get; } = null!;

    /// <summary>Closes it as it is on disk, without another word to the disk.</summary>
    /// <param name="cut">Where the log is cut off; null when nowhere.</param>
    /// <returns>Whether the log is as long as it shall be.</returns>
    public bool Close(long? cut)
    {
        var isCut = Log.TryStop(cut);
        Release();
        return isCut;
    }

    /// <summary>Closes it in order.</summary>
    public void Dispose()
    {
        Database.Dispose();
        var isEmpty = Log.Length == 0;
        Release();
        if (isEmpty)
        {
            try
            {
                File.Delete(_logPath);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // An empty log is as good as none.
            }
        }
    }

    private void Release()
    {
        try
        {
            Database?.Dispose();
        }
        catch (Exception)
        {
            // LiteDB was closed in the middle of something, which is why it is closed.
        }
        finally
        {
            _data?.Dispose();
            Log.Dispose();
        }
    }
}
