using System.Diagnostics.CodeAnalysis;

namespace RadioNet.Voice.Vocoders;

/// <summary>One way to code speech, by its name in the network plan, and what of it this machine can do now.</summary>
public interface IVocoder
{
    /// <summary>Its name, as in the plan's <c>vocoder:</c>.</summary>
    string Name { get; }

    /// <summary>Octets of a frame of 20 ms as it travels, with the error correction that it has there.</summary>
    int FrameOctets { get; }

    /// <summary>The frame that says nothing, quietly: for padding, and for what cannot be encoded.</summary>
    ReadOnlySpan<byte> SilentFrame { get; }

    /// <summary>What works here now and, where something does not, what is missing.</summary>
    VocoderAvailability Availability { get; }

    /// <summary>Opens a decoder for one call.</summary>
    /// <param name="decoder">The decoder; whoever opens it disposes it.</param>
    /// <param name="refusal">Why there is none.</param>
    /// <param name="ready">
    /// Called whenever a piece can be taken, on the thread that offered the frame or on a device's own: it must neither wait nor throw.
    /// </param>
    bool TryOpenDecoder([NotNullWhen(true)] out IVoiceDecoder? decoder, [NotNullWhen(false)] out VocoderText? refusal, Action? ready = null);

    /// <summary>Opens an encoder for one talker; as <see cref="TryOpenDecoder"/>.</summary>
    bool TryOpenEncoder([NotNullWhen(true)] out IVoiceEncoder? encoder, [NotNullWhen(false)] out VocoderText? refusal, Action? ready = null);
}
