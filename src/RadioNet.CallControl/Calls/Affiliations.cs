namespace RadioNet.CallControl.Calls;

/// <summary>The sites where a radio of a talkgroup was heard lately, for a talkgroup that follows its radios.</summary>
internal sealed class Affiliations(RulesContext context)
{
    private readonly Dictionary<string, long> _heard = [];
    private long _newest;

    /// <summary>Whether there is one that still counts.</summary>
    public bool Any => _heard.Count > 0 && IsFresh(_newest);

    public bool Has(string site) => _heard.TryGetValue(site, out var at) && IsFresh(at);

    public void Clear() => _heard.Clear();

    /// <summary>Notes that a radio was heard at a site; true when that is news.</summary>
    public bool Add(string site)
    {
        var isNew = !Has(site);
        if (!Any)
        {
            _heard.Clear();
        }

        _heard[site] = _newest = context.Time.GetTimestamp();
        return isNew;
    }

    private bool IsFresh(long at) => context.Time.GetElapsedTime(at) <= context.Timers.Affiliation;
}
