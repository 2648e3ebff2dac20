namespace RadioNet.Command.Bench;

/// <summary>What a node uses while nobody talks.</summary>
/// <param name="Sessions">Repeaters that are logged in.</param>
/// <param name="ProcessorShare">Of one core.</param>
/// <param name="Memory">In RAM, bytes.</param>
internal sealed record IdleFigures(int Sessions, double ProcessorShare, long Memory);
