namespace RadioNet.Core.Recordings;

/// <summary>The recorder's thread: what wakes it, and what it waits for.</summary>
internal sealed partial class Recorder
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "recorder" };
        _thread.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        if (_stops)
        {
            return;
        }

        _stops = true;
        _stopping.Set();
        _bell.Ring();
        if (_thread is null || _thread.Join(_disposal))
        {
            _bell.Dispose();
            _stopping.Dispose();
        }
    }

    private void Run()
    {
        while (!_stops)
        {
            try
            {
                Work();
            }
            catch (Exception defect) when (defect is not OutOfMemoryException)
            {
                LogDefect(defect);
            }

            Wait();
        }

        try
        {
            Finish();
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            LogDefect(defect);
        }
    }

    /// <summary>Sleeps until something is to be done; of what comes more is awaited for a while, so that the disk gets it together.</summary>
    private void Wait()
    {
        if (_isLoaded && _unclosed.Count == 0)
        {
            var ended = _endedSeen;
            _bell.Wait(NextLook(), () => !Ring.IsEmpty || Names.Ended != ended || _stops);
        }

        _stopping.WaitOne(_gathering);
    }

    /// <summary>After what time a silence may have been long enough.</summary>
    private TimeSpan NextLook()
    {
        var next = _idle;
        foreach (var recording in _open.Values)
        {
            var left = (recording.IsTalking ? LongestPause : LongestSilence) - _time.GetElapsedTime(recording.LastHeard);
            next = left < next ? left : next;
        }

        return next > TimeSpan.Zero ? next : TimeSpan.Zero;
    }
}
