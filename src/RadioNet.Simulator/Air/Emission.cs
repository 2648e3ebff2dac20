namespace RadioNet.Simulator.Air;

/// <summary>What a carrier carries.</summary>
public enum Emission : byte
{
    /// <summary>There is no carrier.</summary>
    None,

    /// <summary>DMR bursts, and what fills the time between them.</summary>
    Bursts,

    /// <summary>Symbols +3 +3 −3 −3 before a direct mode transmission.</summary>
    Preamble,

    /// <summary>The 1.2 kHz tone of symbols +3 +3 −3 −3, for the deviation.</summary>
    Tone,

    /// <summary>An 80 Hz square wave.</summary>
    Square,

    /// <summary>An identification in Morse.</summary>
    Morse,
}
