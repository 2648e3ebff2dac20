namespace RadioNet;

/// <summary>
/// Tests that measure run by themselves: a collection that another test causes counts the rest of a thread's allocation buffer as
/// allocated, and others' work as time.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
