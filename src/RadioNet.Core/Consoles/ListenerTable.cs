using System.Collections.Frozen;
using RadioNet.Protocols;

namespace RadioNet.Core.Consoles;

/// <summary>Which consoles hear which talkgroups: what each wants, as far as its user may. Not for several threads at once.</summary>
internal sealed class ListenerTable
{
    private readonly HashSet<ConsoleSession> _sessions = [];
    private readonly Dictionary<uint, ConsoleSession[]> _listeners = [];

    /// <summary>The talkgroups that somebody hears.</summary>
    public IReadOnlyCollection<uint> Talkgroups => _listeners.Keys;

    /// <summary>Who hears a talkgroup.</summary>
    public ConsoleSession[] Of(uint talkgroup) => _listeners.GetValueOrDefault(talkgroup, []);

    /// <summary>Whether somebody hears a talkgroup.</summary>
    public bool IsHeard(uint talkgroup) => _listeners.ContainsKey(talkgroup);

    /// <summary>Whether a console hears a talkgroup.</summary>
    public static bool IsHeardBy(uint talkgroup, ConsoleSession session) => session.Wanted.Contains(talkgroup) && session.User.MayHear(new TalkgroupId(talkgroup));

    /// <summary>From now on a console wants these talkgroups and no others.</summary>
    /// <returns>Whether other talkgroups are heard now than before.</returns>
    public bool Set(ConsoleSession session, FrozenSet<uint> talkgroups)
    {
        _sessions.Add(session);
        session.Wanted = talkgroups;
        return Share();
    }

    /// <summary>A console is gone.</summary>
    /// <returns>Whether other talkgroups are heard now than before.</returns>
    public bool Remove(ConsoleSession session) => _sessions.Remove(session) && Share();

    /// <summary>Looks again at what users may hear.</summary>
    /// <returns>Whether other talkgroups are heard now than before.</returns>
    public bool Share()
    {
        var before = _listeners.Keys.ToHashSet();
        _listeners.Clear();
        foreach (var group in _sessions.SelectMany(session => session.Wanted.Where(wanted => IsHeardBy(wanted, session)).Select(wanted => (wanted, session)))
            .GroupBy(one => one.wanted, one => one.session))
        {
            _listeners[group.Key] = [.. group];
        }

        return !before.SetEquals(_listeners.Keys);
    }
}
