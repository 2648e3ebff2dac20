using System.Collections.Immutable;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.Plan.Model;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>Something that a modem and our side of it do together; what it needs and proves is in <c>hil-rigs/scenarios</c>.</summary>
internal interface IScenario
{
    /// <summary>Its id, and the name of its page.</summary>
    string Id { get; }

    /// <summary>Its name for people.</summary>
    LocalizedText Title { get; }

    /// <summary>What a rig must be able to.</summary>
    ImmutableArray<RigAbility> Needs { get; }

    /// <summary>Why it can't be run though the rig has the abilities; null when it can.</summary>
    LocalizedText? ReasonToSkip(Rig rig, RunOptions options) => null;

    /// <summary>Runs it.</summary>
    /// <exception cref="ScenarioFailure">Something is not as it is to be.</exception>
    Task RunAsync(ScenarioRun run);
}
