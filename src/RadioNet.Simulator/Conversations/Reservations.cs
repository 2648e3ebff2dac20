namespace RadioNet.Simulator.Conversations;

/// <summary>
/// Timeslots and radios that scenes take for themselves: all of what a scene needs at once or none, and in the order of asking,
/// so that a scene that needs much is not starved by those that need little.
/// </summary>
internal sealed class Reservations
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<Waiter> _waiting = [];

    /// <summary>Waits for all of the names; what it returns gives them back.</summary>
    public async Task<IDisposable> TakeAsync(IEnumerable<string> names, CancellationToken cancel)
    {
        var waiter = new Waiter([.. names]);
        lock (_gate)
        {
            _waiting.Add(waiter);
            GrantAll();
        }

        try
        {
            await waiter.Granted.Task.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Leave(waiter);
            throw;
        }

        return new Held(this, waiter);
    }

    private void Leave(Waiter waiter)
    {
        lock (_gate)
        {
            if (!_waiting.Remove(waiter)) _taken.ExceptWith(waiter.Names);
            GrantAll();
        }
    }

    private void GrantAll()
    {
        var ahead = new HashSet<string>(_taken, StringComparer.Ordinal);
        for (int i = 0; i < _waiting.Count; i++)
        {
            var waiter = _waiting[i];
            if (!ahead.Overlaps(waiter.Names))
            {
                _taken.UnionWith(waiter.Names);
                _waiting.RemoveAt(i--);
                waiter.Granted.SetResult();
            }

            ahead.UnionWith(waiter.Names);
        }
    }

    private sealed record Waiter(string[] Names)
    {
        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Held(Reservations all, Waiter waiter) : IDisposable
    {
        private bool _givenBack;

        public void Dispose()
        {
            if (_givenBack) return;
            _givenBack = true;
            all.Leave(waiter);
        }
    }
}
