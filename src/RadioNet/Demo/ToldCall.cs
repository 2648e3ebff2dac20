using System.Collections.Immutable;
using RadioNet.Api;

namespace RadioNet.Command.Demo;

/// <summary>What is kept of every call that the node told of, for the count at the end.</summary>
internal sealed record ToldCall
{
    /// <summary>Between the radio's clock and the node's: both read the same one, some milliseconds apart.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(1);

    private ToldCall()
    {
    }

    public required bool IsOver { get; init; }

    public required bool IsDenied { get; init; }

    public required bool IsEmergency { get; init; }

    public required string Reason { get; init; }

    public required uint Target { get; init; }

    private ImmutableArray<Turn> Turns { get; init; }

    private ImmutableArray<SiteWord> Words { get; init; }

    public static ToldCall Of(Call call) => new()
    {
        IsOver = call.State != CallState.Running,
        IsDenied = call.State == CallState.Denied,
        IsEmergency = call.Emergency,
        Reason = call.Reason,
        Target = call.Target,
        Turns = [.. call.Spurts.Select(Turn.Of)],
        Words = WordsOf(call),
    };

    /// <summary>Whether a radio talked in it, to whom and when it says itself.</summary>
    public bool HasSpurt(uint source, uint target, DateTimeOffset at) => Find(source, target, at) is not null;

    /// <summary>
    /// Why a site was without the call at some time of a spurt, each reason once; empty when it had the call all the time, or
    /// the spurt is none of the call's. What befell the site before or after the spurt is no reason.
    /// </summary>
    public ImmutableArray<string> WaitsOf(string site, uint source, uint target, DateTimeOffset at)
    {
        if (Find(source, target, at) is not { } turn) return [];
        var words = Words.Where(word => word.Site == site && word.At <= turn.Ended).ToList();
        var before = words.FindLast(word => word.At <= turn.Started);
        return [.. words.Where(word => word == before || word.At > turn.Started).Select(word => word.Reason).OfType<string>().Distinct()];
    }

    private Turn? Find(uint source, uint target, DateTimeOffset at) =>
        Target == target || Target == source
            ? Turns.FirstOrDefault(turn => turn.Source == source && (turn.Started - at).Duration() < Near)
            : null;

    // A site of which no decision tells has waited from the start.
    private static ImmutableArray<SiteWord> WordsOf(Call call)
    {
        var decided = call.Decisions.Where(decision => decision.Rule is "site.waits" or "site.joins").Select(SiteWord.Of).ToList();
        var silent = call.Missed.Where(missed => !decided.Exists(word => word.Site == missed.Site));
        return [.. silent.Select(missed => new SiteWord(call.Started.ToDateTimeOffset(), missed.Site, missed.Reason)), .. decided];
    }

    /// <summary>A spurt, by the node's record; it has no end while it runs.</summary>
    private sealed record Turn(uint Source, DateTimeOffset Started, DateTimeOffset Ended)
    {
        public static Turn Of(Spurt spurt) =>
            new(spurt.Source, spurt.Started.ToDateTimeOffset(), spurt.Ended?.ToDateTimeOffset() ?? DateTimeOffset.MaxValue);
    }

    /// <summary>From when on a site is without the call, and why; null when it has it again.</summary>
    private sealed record SiteWord(DateTimeOffset At, string Site, string? Reason)
    {
        // "Site ID is left out for now (REASON): …" and "Site ID joins."
        public static SiteWord Of(Decision decision)
        {
            var words = decision.Text.Split(' ');
            var reason = decision.Rule == "site.waits" ? decision.Text[(decision.Text.IndexOf('(', StringComparison.Ordinal) + 1)..].Split(')')[0] : null;
            return new(decision.At.ToDateTimeOffset(), words.Length > 1 ? words[1] : "", reason);
        }
    }
}
