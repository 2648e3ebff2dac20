namespace RadioNet.Api;

/// <summary>Figures that both ends of the gRPC contracts keep to.</summary>
public static class ApiLimits
{
    /// <summary>The largest message in bytes, either way: a plan's text travels in one.</summary>
    public const int LargestMessage = 64 * 1024 * 1024;

    /// <summary>The largest message of a base station to its node, in bytes.</summary>
    public const int LargestStationMessage = 256 * 1024;

    /// <summary>The largest message of a node to the one above it, in bytes.</summary>
    public const int LargestChildMessage = 1024 * 1024;

    /// <summary>The most problems that a base station reports of a plan; more are not looked at.</summary>
    public const int MostPlanProblems = 16;

    /// <summary>The longest request id in characters.</summary>
    public const int LongestRequestId = 64;

    /// <summary>The most rows that a page holds.</summary>
    public const int LargestPage = 1000;

    /// <summary>The trailer that holds a <see cref="PlanErrors"/> message when a plan's text was refused.</summary>
    public const string PlanErrorsTrailer = "radionet-plan-errors-bin";
}
