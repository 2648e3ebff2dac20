namespace RadioNet.BaseStation.Repeater;

/// <summary>Where a burst stands in what a radio sends.</summary>
/// <param name="Begins">Whether it is a spurt's first burst.</param>
/// <param name="Ends">Whether it is a voice spurt's last burst. Data end with time.</param>
/// <param name="Ahead">Of other bursts: how many of 60 ms it comes after the one before; 1 when none was lost.</param>
public readonly record struct UplinkPlace(bool Begins, bool Ends, int Ahead);
