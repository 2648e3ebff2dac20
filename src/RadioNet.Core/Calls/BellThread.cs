namespace RadioNet.Core.Calls;

/// <summary>
/// A thread that works when its bell rings and when something is due. A round that fails is told to who made it, and the next one comes all the same.
/// </summary>
/// <param name="name">Its name, as debuggers show it.</param>
/// <param name="round">One round: does what is to be done, and says after how long it must come again.</param>
/// <param name="isWork">Whether something has come meanwhile; on its thread.</param>
/// <param name="failed">Hears of a round that failed.</param>
internal sealed class BellThread(string name, Func<TimeSpan> round, Func<bool> isWork, Action<Exception> failed) : IDisposable
{
    /// <summary>How long it sleeps when nothing is due: the bell is to be relied on, and a defect in that is to cost a second.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly Doorbell _bell = new();
    private readonly Lock _starting = new();
    private Thread? _thread;
    private volatile bool _stops;
    private volatile bool _isReady;

    /// <summary>Starts it, when it has not been started or stopped before: who needs it seldom starts it at the first need.</summary>
    public void Start()
    {
        lock (_starting)
        {
            if (_thread is null && !_stops)
            {
                _thread = new Thread(Run) { IsBackground = true, Name = name };
                _thread.Start();
            }
        }
    }

    /// <summary>There may be work. From any thread; it allocates nothing.</summary>
    public void Ring() => _bell.Ring();

    /// <summary>There is work, of which nothing else tells: a coder that works elsewhere has something. From any thread.</summary>
    public void Ready()
    {
        _isReady = true;
        _bell.Ring();
    }

    public void Dispose()
    {
        lock (_starting)
        {
            _stops = true;
        }

        _bell.Ring();
        if (_thread is null || _thread.Join(TimeSpan.FromSeconds(2)))
        {
            _bell.Dispose();
        }
    }

    private void Run()
    {
        Func<bool> wakes = () => _isReady || _stops || isWork();
        while (!_stops)
        {
            var wait = Idle;
            try
            {
                _isReady = false;
                wait = round();
            }
            catch (Exception defect) when (defect is not OutOfMemoryException)
            {
                failed(defect);
            }

            _bell.Wait(wait, wakes);
        }
    }
}
