namespace RadioNet.Core.Recordings.Lower;

/// <summary>What became of lines of a lower node's chain.</summary>
internal enum KeptOutcome
{
    /// <summary>Those that follow what was kept are on disk.</summary>
    Kept,

    /// <summary>Likewise, of a chain that begins anew: what was kept of the one before is put away.</summary>
    Anew,

    /// <summary>None of them follows what is kept.</summary>
    Refused,
}
