namespace RadioNet.Protocols.Homebrew;

/// <summary>Which family of tags a session speaks; the layouts are the same in both.</summary>
public enum HomebrewDialect : byte
{
    /// <summary>The MMDVM binary dialect: RPTL, RPTACK, MSTPONG, … with DMRD of 55 bytes.</summary>
    Conventional,

    /// <summary>The trunking extension (version 0.6): DTCL, DTCACK, DTCPONG, … with DMRD of 71 bytes, and DMRT.</summary>
    Trunking,
}
