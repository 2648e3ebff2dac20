namespace RadioNet.Core.Ports;

/// <summary>
/// Sees when one is there in two places in turn: more than <see cref="Limit"/> times within <see cref="Within"/> are two boxes that
/// say they are the same. For one caller at a time.
/// </summary>
internal sealed class TurnWatch<TWho>(TimeProvider time)
    where TWho : notnull
{
    /// <summary>How often a line that breaks may have one be there anew.</summary>
    public const int Limit = 3;

    /// <summary>For how long that is remembered.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    private readonly Dictionary<TWho, Queue<long>> _turns = [];

    /// <summary>One took the place of itself; true when that is once too often, and it is counted from none again.</summary>
    public bool Note(TWho who)
    {
        if (!_turns.TryGetValue(who, out var times))
        {
            _turns[who] = times = new Queue<long>();
        }

        times.Enqueue(time.GetTimestamp());
        while (time.GetElapsedTime(times.Peek()) > Within)
        {
            times.Dequeue();
        }

        if (times.Count <= Limit)
        {
            return false;
        }

        times.Clear();
        return true;
    }
}
