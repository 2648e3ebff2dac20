using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Repeater;

namespace RadioNet.BaseStation.Carriers;

/// <summary>What the plan asks of a carrier.</summary>
/// <param name="Modem">What its modem is to be.</param>
/// <param name="Repeater">How it repeats.</param>
/// <param name="Identification">What it sends in Morse code when its repeater says that it is time; null: nothing.</param>
public sealed record CarrierSetup(ModemSetup Modem, RepeaterSettings Repeater, string? Identification = null);
