namespace RadioNet.Command.Bench;

/// <summary>What a load test compares.</summary>
internal enum BenchKind
{
    /// <summary>A node with a bare relay that does the same sends.</summary>
    Load,

    /// <summary>A node with a small plan and the same with a large one.</summary>
    PlanSize,

    /// <summary>A node without sessions and the same with all of them, nobody talking.</summary>
    Idle,
}
