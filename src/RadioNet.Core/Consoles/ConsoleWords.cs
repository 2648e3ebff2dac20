using System.Collections.Frozen;

namespace RadioNet.Core.Consoles;

/// <summary>What a browser says as text.</summary>
/// <param name="Type">hello, listen, press, release or ping.</param>
internal sealed record ConsoleWords(string Type)
{
    /// <summary>Of hello: what the user signed in with.</summary>
    public string Token { get; init; } = "";

    /// <summary>Of listen.</summary>
    public FrozenSet<uint> Talkgroups { get; init; } = [];

    /// <summary>Of press.</summary>
    public uint Talkgroup { get; init; }

    /// <summary>Of press.</summary>
    public bool Emergency { get; init; }

    /// <summary>Of press.</summary>
    public bool TakeOver { get; init; }

    /// <summary>Of ping: comes back.</summary>
    public double Ping { get; init; }
}
