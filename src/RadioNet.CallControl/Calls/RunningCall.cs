using RadioNet.CallControl.Messages;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Calls;

/// <summary>What is known of a call while it runs, for its record.</summary>
internal sealed class RunningCall(string key, CallId id, FloorRequest first, CallTerms terms, DateTimeOffset started)
{
    private const int DecisionLimit = 200;
    private const int SiteDecisionLimit = 100;

    private readonly List<Spurt> _spurts = [];
    private readonly List<Decision> _decisions = [];
    private readonly Dictionary<string, Reason> _lastWord = [];
    private int _siteDecisions;

    public CallId Id { get; } = id;

    public CallType Type { get; } = first.Type;

    public DateTimeOffset Started { get; } = started;

    public CallTerms Terms { get; set; } = terms;

    public bool Emergency { get; set; }

    /// <summary>Whether it has the emergency priority at timeslots, to its end.</summary>
    public bool EmergencyPriority { get; set; }

    public Spurt? Talker { get; set; }

    public IReadOnlyList<Spurt> Spurts => _spurts;

    /// <summary>A call for people: its kind, whom it calls, and its id.</summary>
    public string Name => first.Stream.TargetKind == AddressKind.Group ? $"{first.Stream.Target} ({Id})" : $"{first.Stream.Source}-{first.Stream.Target} ({Id})";

    public void Add(Spurt spurt)
    {
        _spurts.Add(spurt);
        Talker = spurt;
    }

    public Spurt? Find(IngressId ingress) => _spurts.FindLast(s => s.Request.Ingress == ingress);

    /// <summary>Notes a decision; there is always room for the floor's, however many sites speak.</summary>
    public void Decide(Decision decision)
    {
        if (_decisions.Count < DecisionLimit)
        {
            _decisions.Add(decision);
        }
    }

    /// <summary>Notes what a site said, unless it said the same before; the talker's own site has the call by its radio.</summary>
    public void DecideSite(ToCall.Slots slots, DateTimeOffset at, int revision)
    {
        if (slots.Site == _spurts[^1].Request.Site)
        {
            return;
        }

        var wait = slots.Granted.Length > 0 || slots.Waiting.Length == 0 ? default : slots.Waiting[0];
        if (_lastWord.TryGetValue(slots.Site, out var last) && last == wait.Why)
        {
            return;
        }

        _lastWord[slots.Site] = wait.Why;
        if (_siteDecisions >= SiteDecisionLimit)
        {
            return;
        }

        if (wait.Why != Reason.None)
        {
            _siteDecisions++;
            Decide(new Decision(at, "site.waits", slots.Site, wait.Why, wait.Competing, 0, revision));
        }
        else if (last != Reason.None)
        {
            _siteDecisions++;
            Decide(new Decision(at, "site.joins", slots.Site, Reason.None, null, 0, revision));
        }
    }

    public CallReport Report(CallState state, Reason why, DateTimeOffset? ended, CallSites sites) => new()
    {
        Id = Id,
        Key = key,
        State = state,
        Type = Type,
        TargetKind = first.Stream.TargetKind,
        Target = first.Stream.Target,
        Source = first.Stream.Source,
        Started = Started,
        Ended = ended,
        Emergency = Emergency,
        Why = why,
        Spurts = [.. _spurts.Select(s => s.Report())],
        Sites = sites.Reached,
        Missed = sites.Missed(state == CallState.Ended),
        Decisions = [.. _decisions],
    };
}
