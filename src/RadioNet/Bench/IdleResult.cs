namespace RadioNet.Command.Bench;

/// <summary>What an idle node costs: from its start to its word that it is ready, without sessions, and with them.</summary>
internal sealed record IdleResult(double MachineLoad, TimeSpan Ready, TimeSpan Login, IReadOnlyList<IdleFigures> States);
