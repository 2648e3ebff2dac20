using System.Collections.Immutable;
using RadioNet.Simulator.Speech;

namespace RadioNet.Simulator.Conversations;

/// <summary>Chooses who talks and what is said, by a seed: the same seed makes the same choices in the same order.</summary>
internal sealed class Cast(AirNetwork network, int seed)
{
#pragma warning disable CA5394 // Repeatable chance is the point.
    private readonly Random _random = new(seed);

    /// <summary>A number from 0 to below a bound.</summary>
    public int Number(int below) => _random.Next(below);

    /// <summary>A span between two.</summary>
    public TimeSpan Span(double fromSeconds, double toSeconds) =>
        TimeSpan.FromSeconds(fromSeconds + (_random.NextDouble() * (toSeconds - fromSeconds)));

    public T One<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];

    /// <summary>All of them in another order.</summary>
    public ImmutableArray<T> Shuffled<T>(IEnumerable<T> all)
    {
        T[] order = [.. all];
        _random.Shuffle(order);
        return [.. order];
    }
#pragma warning restore CA5394

    /// <summary>Radios that may talk on a talkgroup, each at another site as far as there are sites enough.</summary>
    public ImmutableArray<AirRadio> Talkers(AirGroup group, int most)
    {
        var all = Shuffled(network.TalkersOf(group));
        var first = all.DistinctBy(radio => radio.Site).ToArray();
        return [.. first.Concat(all.Except(first)).Take(most)];
    }

    /// <summary>The call that opens a conversation, in Vietnamese or English.</summary>
    public Utterance Call(bool vietnamese) =>
        new(vietnamese ? Phrase.CommandCallsTeam1Vi : Phrase.CommandCallsTeam1En, Length(7, 11));

    public Utterance Answer(bool vietnamese) => new(vietnamese ? Phrase.Team1AnswersVi : Phrase.Team1AnswersEn, Length(6, 9));

    public Utterance Report(bool vietnamese) => new(vietnamese ? Phrase.SiteReportsVi : Phrase.SiteReportsEn, Length(8, 16));

    public static Utterance Emergency(bool vietnamese) => new(vietnamese ? Phrase.EmergencyVi : Phrase.EmergencyEn, Utterance.Whole);

    /// <summary>Half of the conversations are Vietnamese, half English.</summary>
    public bool IsVietnamese() => Number(2) == 0;

    private int Length(int from, int to) => from + Number(to - from + 1);
}
