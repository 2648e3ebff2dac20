using System.Collections.Frozen;

namespace RadioNet.Core.Consoles;

/// <summary>One console: who uses it, what it listens to, and what waits to be sent to it.</summary>
/// <param name="token">What the user signed in with.</param>
/// <param name="user">Who that is.</param>
internal sealed class ConsoleSession(string token, ConsoleUser user) : IDisposable
{
    private volatile ConsoleUser _user = user;

    /// <summary>What the user signed in with.</summary>
    public string Token { get; } = token;

    /// <summary>Who uses it, with the rights of now.</summary>
    public ConsoleUser User
    {
        get => _user;
        set => _user = value;
    }

    /// <summary>What waits to be sent to it.</summary>
    public ConsoleOutbox Outbox { get; } = new();

    /// <summary>The talkgroups that it asked for, whether or not the user may hear them now. Under the gate of <see cref="ConsoleListening"/>.</summary>
    public FrozenSet<uint> Wanted { get; set; } = [];

    /// <summary>The talk that it has, or had last. Under the gate of <see cref="ConsoleTalking"/>.</summary>
    public ConsoleTalk? Talk { get; set; }

    public void Dispose() => Outbox.Dispose();
}
