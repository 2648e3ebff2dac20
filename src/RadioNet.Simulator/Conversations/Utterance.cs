using System.Collections.Immutable;
using RadioNet.Simulator.Speech;

namespace RadioNet.Simulator.Conversations;

/// <summary>What is said in a spurt: a phrase, or its beginning.</summary>
/// <param name="Phrase">The phrase.</param>
/// <param name="Superframes">How much of it at most, in superframes of 360 ms.</param>
internal readonly record struct Utterance(Phrase Phrase, int Superframes)
{
    /// <summary>More than any phrase has.</summary>
    public const int Whole = 1000;

    /// <summary>Vocoder frames of 20 ms in a superframe.</summary>
    private const int FramesPerSuperframe = 18;

    public ImmutableArray<ulong> Frames
    {
        get
        {
            var all = SpokenPhrases.Frames(Phrase);
            return Superframes * FramesPerSuperframe < all.Length ? all[..(Superframes * FramesPerSuperframe)] : all;
        }
    }
}
