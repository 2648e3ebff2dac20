using System.Collections.Immutable;

namespace RadioNet.Simulator.Conversations.Scenes;

/// <summary>A call on a talkgroup: a question, answers in turn, a word to end it; on a one-way talkgroup one spurt.</summary>
internal sealed class ConversationScene(
    AirNetwork network, AirGroup group, ImmutableArray<(AirRadio Radio, Utterance Words, TimeSpan PauseBefore)> lines)
    : GroupScene(network, group, [.. lines.Select(line => line.Radio).Distinct()])
{
    public static ConversationScene Make(AirNetwork network, AirGroup group, Cast cast)
    {
        bool vietnamese = cast.IsVietnamese();
        var talkers = cast.Talkers(group, 2 + cast.Number(2));
        var lines = ImmutableArray.CreateBuilder<(AirRadio, Utterance, TimeSpan)>();
        lines.Add((talkers[0], cast.Call(vietnamese), TimeSpan.Zero));
        if (!group.OneWay && talkers.Length > 1)
        {
            foreach (var talker in talkers.Skip(1))
            {
                bool isFirst = lines.Count == 1;
                lines.Add((talker, isFirst ? cast.Answer(vietnamese) : cast.Report(vietnamese), Pause(cast)));
            }

            lines.Add((talkers[0], cast.Answer(vietnamese), Pause(cast)));
        }

        return new(network, group, lines.ToImmutable());
    }

    /// <summary>The same without waiting until its timeslots are free: two talkgroups contend.</summary>
    public ConversationScene BreakIn() => new(Network, Group, lines) { BreaksIn = true };

    /// <summary>The question and its first answer alone.</summary>
    public ConversationScene Briefly() => new(Network, Group, [.. lines.Take(2)]);

    public override async Task PlayAsync(int number, Stage stage, CancellationToken stop)
    {
        foreach (var (radio, words, pauseBefore) in lines)
        {
            await stage.PauseAsync(pauseBefore, stop).ConfigureAwait(false);
            await SayAsync(stage, stage.ToGroup(number, radio, Group, words), stop).ConfigureAwait(false);
        }
    }

    private static TimeSpan Pause(Cast cast) => cast.Span(0.6, 1.4);
}
