using System.Collections.Concurrent;

namespace RadioNet.Command.Modems;

/// <summary>
/// The keys of this process's terminal. A thread of its own waits for them, because a wait at a terminal that is lost may never
/// end: who uses the keys must not be held up by that.
/// </summary>
internal sealed class ConsoleKeys
{
    private readonly ConcurrentQueue<ConsoleKeyInfo> _keys = new();

    private ConsoleKeys()
    {
    }

    /// <summary>Begins to wait; until the process ends.</summary>
    public static ConsoleKeys Start()
    {
        var keys = new ConsoleKeys();
        new Thread(keys.Run) { IsBackground = true, Name = "keys" }.Start();
        return keys;
    }

    /// <summary>The next key that was pressed; null when none is.</summary>
    public ConsoleKeyInfo? Next() => _keys.TryDequeue(out var key) ? key : null;

    private void Run()
    {
        try
        {
            while (true) _keys.Enqueue(Console.ReadKey(intercept: true));
        }
        catch (Exception gone) when (gone is InvalidOperationException or IOException)
        {
            // There is no terminal any more, and no more keys.
        }
    }
}
