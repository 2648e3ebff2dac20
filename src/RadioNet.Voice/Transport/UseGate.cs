namespace RadioNet.Voice.Transport;

/// <summary>
/// Lets a thing be closed from any thread while others are inside it: nobody enters any more, and the last one out releases
/// what it holds, once.
/// </summary>
internal sealed class UseGate(Action release)
{
    // The number of users; the sign bit says that it is closed.
    private const int Closed = int.MinValue;
    private int _state;
    private int _released;

    public bool IsClosed => Volatile.Read(ref _state) < 0;

    /// <summary>Goes in; false when it is closed. Who went in must <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _state) > 0) return true;
        Leave();
        return false;
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref _state) == Closed) Release();
    }

    /// <summary>
    /// Closes it. <paramref name="rouse"/> runs with the thing still held, and makes those who are inside come out; it may run
    /// on two threads at once.
    /// </summary>
    public void Close(Action rouse)
    {
        if (!TryEnter()) return;
        Interlocked.Or(ref _state, Closed);
        rouse();
        Leave();
    }

    private void Release()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0) release();
    }
}
