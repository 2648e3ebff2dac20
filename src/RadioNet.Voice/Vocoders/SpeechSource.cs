namespace RadioNet.Voice.Vocoders;

/// <summary>Where a piece of speech, or a vocoder frame, came from.</summary>
public enum SpeechSource : byte
{
    /// <summary>What was said.</summary>
    Speech,

    /// <summary>A guess from what came before, in place of a frame that was lost or could not be read.</summary>
    Concealed,

    /// <summary>Nothing: the frame could not be coded, and no guess is left.</summary>
    Silence,
}
