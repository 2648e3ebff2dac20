using System.Collections.Immutable;

namespace RadioNet.Simulator.Conversations.Scenes;

/// <summary>One radio says a word to hear whether it is heard; nothing is due of it.</summary>
internal sealed class RadioCheckScene(
    AirNetwork network, AirGroup group, ImmutableArray<AirRadio> talkers, Utterance words, TaskCompletionSource said)
    : GroupScene(network, group, talkers)
{
    public override async Task PlayAsync(int number, Stage stage, CancellationToken stop)
    {
        await stage.SpeakAsync(stage.ToGroup(number, Radios[0], Group, words with { Superframes = 3 }), stop).ConfigureAwait(false);
        said.SetResult();
    }
}
