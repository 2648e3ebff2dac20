using System.Collections.Immutable;
using RadioNet.Voice.Vocoders.Ambe;
using RadioNet.Voice.Vocoders.Codec2;

namespace RadioNet.Voice.Vocoders;

/// <summary>What a machine has beside what every machine has.</summary>
public sealed class VocoderSources
{
    /// <summary>AMBE chips, in the order in which they are used; whoever made them starts and disposes them.</summary>
    public ImmutableArray<AmbeDevice> AmbeDevices { get; init; } = [];

    /// <summary>Files of libraries that code AMBE+2, used when no chip is free.</summary>
    public ImmutableArray<string> AmbeLibraries { get; init; } = [];

    /// <summary>The names under which libcodec2 is looked for.</summary>
    internal IEnumerable<string> Codec2Names { get; init; } = Codec2Library.KnownNames;
}
