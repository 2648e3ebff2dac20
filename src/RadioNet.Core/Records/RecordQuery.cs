namespace RadioNet.Core.Records;

/// <summary>Which call records to find, newest first. What is null or empty does not matter.</summary>
public sealed record RecordQuery
{
    /// <summary>Only records with a lower number: where the last page stopped.</summary>
    public long Before { get; init; } = long.MaxValue;

    /// <summary>The most records.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>The call's id.</summary>
    public string? Id { get; init; }

    /// <summary>The talkgroup that was called.</summary>
    public uint? Talkgroup { get; init; }

    /// <summary>Talkgroups of which one was called; empty is any.</summary>
    public IReadOnlyList<uint> Talkgroups { get; init; } = [];

    /// <summary>A radio that called, talked or was called.</summary>
    public uint? Radio { get; init; }

    /// <summary>A site that the voice came from or went to, or that it missed.</summary>
    public string? Site { get; init; }

    /// <summary>Only calls that ended then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only calls that began before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Folded words that are all found among those of the talkgroup's and radios' names; see <see cref="FoldedWords.Finds"/>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The states that are wanted; empty is any.</summary>
    public IReadOnlyList<CallState> States { get; init; } = [];

    /// <summary>Whether a call is one of those asked for; <see cref="Before"/> and <see cref="Limit"/> aside.</summary>
    public bool Matches(CallRecord call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return (Id is not { } id || call.Id == id)
            && (Talkgroup is not { } group || (!call.TargetIsRadio && call.Target == group))
            && (Talkgroups.Count == 0 || (!call.TargetIsRadio && Talkgroups.Contains(call.Target)))
            && (Radio is not { } radio || RecordKeys.RadiosOf(call).Contains(radio))
            && (Site is not { } site || RecordKeys.SitesOf(call).Contains(site, StringComparer.Ordinal))
            && (Since is not { } since || call.Ended is null || call.Ended >= since)
            && (Until is not { } until || call.Started < until)
            && (States.Count == 0 || States.Contains(call.State))
            && HasWords(call);
    }

    private bool HasWords(CallRecord call)
    {
        if (Words.Count == 0)
        {
            return true;
        }

        var names = RecordKeys.WordsOf(call);
        return Words.All(word => names.Any(name => FoldedWords.Finds(word, name)));
    }
}
