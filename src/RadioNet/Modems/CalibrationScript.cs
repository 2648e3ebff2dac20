using RadioNet.BaseStation.Tools;

namespace RadioNet.Command.Modems;

/// <summary>One step of a calibration, as a script asks for it.</summary>
/// <param name="Step">Which.</param>
/// <param name="Level">Its level in percent; null: as it is.</param>
/// <param name="Transmit">For how long it transmits; null: not at all.</param>
/// <param name="Length">For how long it measures when it doesn't transmit.</param>
internal sealed record CalibrationScript(CalibrationStep Step, double? Level, TimeSpan? Transmit, TimeSpan Length);
