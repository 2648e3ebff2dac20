namespace RadioNet.HilRigs.Tests.Rigs;

/// <summary>How a rig's modem is unplugged and plugged in again.</summary>
/// <param name="How">How.</param>
/// <param name="Off">The command that takes its power away; null unless power is switched.</param>
/// <param name="On">The command that gives it power again; null unless power is switched.</param>
internal sealed record RigReplug(ReplugWay How, string? Off, string? On);
