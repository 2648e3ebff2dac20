using System.Collections.Immutable;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>The scenarios, in the order in which a report has them.</summary>
internal static class AllScenarios
{
    public static ImmutableArray<IScenario> List { get; } =
    [
        new HandshakeScenario(),
        new ConfigurationScenario(),
        new KeyingScenario(),
        new LoopbackScenario(),
        new BufferLimitScenario(),
        new ReplugScenario(),
        new NoisyLineScenario(),
        new SilenceScenario(),
        new SoakScenario(),
    ];
}
