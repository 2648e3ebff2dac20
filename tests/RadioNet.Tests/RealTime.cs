namespace RadioNet.Tests;

/// <summary>
/// Tests whose other side must keep the 60 ms pace of the air to count a frame as due: they have the machine to themselves,
/// one at a time, when the others are done.
/// </summary>
[CollectionDefinition(nameof(RealTime), DisableParallelization = true)]
public sealed class RealTime;
