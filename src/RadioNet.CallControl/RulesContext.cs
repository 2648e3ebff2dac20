namespace RadioNet.CallControl;

/// <summary>What every machine of a node is given.</summary>
/// <param name="Plan">The plan that holds now.</param>
/// <param name="Time">The only clock.</param>
/// <param name="Ids">Where ids come from.</param>
/// <param name="Timers">The durations.</param>
public sealed record RulesContext(IPlanView Plan, TimeProvider Time, IdSource Ids, CallTimers Timers);
