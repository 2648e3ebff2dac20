namespace RadioNet.HilRigs.Tests.Running;

/// <summary>What came of a scenario.</summary>
internal enum Outcome
{
    /// <summary>The modem did all of it.</summary>
    Passed,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>It was not run.</summary>
    Skipped,
}
