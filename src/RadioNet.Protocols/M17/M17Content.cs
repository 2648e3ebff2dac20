namespace RadioNet.Protocols.M17;

/// <summary>What an M17 stream carries.</summary>
public enum M17Content : byte
{
    /// <summary>Nothing that is specified.</summary>
    Reserved = 0,

    /// <summary>Data.</summary>
    Data = 1,

    /// <summary>Speech by Codec 2 at 3200 bit/s.</summary>
    Voice = 2,

    /// <summary>Speech by Codec 2 at 1600 bit/s, and data.</summary>
    VoiceAndData = 3,
}
