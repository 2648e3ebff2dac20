using System.Collections.Immutable;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>Which board a virtual modem is: what its firmware was built with.</summary>
public sealed record FirmwareOptions
{
    /// <summary>A board that modulates a radio, firmware of 2026: duplex, DMR, trunking.</summary>
    public static FirmwareOptions Mmdvm2026 { get; } = new();

    /// <summary>A board with all modes, firmware of 2021: no trunking, the former layout of the status.</summary>
    public static FirmwareOptions Mmdvm2021 { get; } = new()
    {
        Description = "MMDVM 20211220 12.0000 MHz (Build: 17:52:02 Nov 22 2026)",
        Modes = ModemModes.DStar | ModemModes.Dmr | ModemModes.Ysf | ModemModes.P25 | ModemModes.Nxdn | ModemModes.M17 | ModemModes.Pocsag,
        Identity = new('0', 32),
        KnowsTrunking = false,
        HasFormerStatus = true,
    };

    /// <summary>A hotspot with one radio chip: protocol 1, simplex, tuned by SET_FREQ.</summary>
    public static FirmwareOptions HsHat { get; } = new()
    {
        Protocol = ModemProtocol.Version1,
        Description = "MMDVM_HS_Hat-v1.6.1 20231115 14.7456MHz ADF7021",
        Identity = "",
        KnowsTrunking = false,
        CanDuplex = false,
        Bands = [new(144_000_000, 148_000_000), new(420_000_000, 475_000_000)],
    };

    /// <summary>A hotspot with two radio chips: as <see cref="HsHat"/>, and duplex.</summary>
    public static FirmwareOptions HsDualHat { get; } = HsHat with
    {
        Description = "MMDVM_HS_Dual_Hat-v1.6.1 20231115 14.7456MHz dual ADF7021",
        CanDuplex = true,
    };

    /// <summary>The protocol that it speaks.</summary>
    public ModemProtocol Protocol { get; init; } = ModemProtocol.Version2;

    /// <summary>What it calls itself; the beginning tells a host the family.</summary>
    public string Description { get; init; } = "MMDVM 20260816 12.0000 MHz (virtual)";

    /// <summary>The modes that were built in. Only DMR is ever on the air: what is sent for another enabled mode goes nowhere.</summary>
    public ModemModes Modes { get; init; } = ModemModes.Dmr;

    /// <summary>The processor's maker.</summary>
    public ModemProcessor Processor { get; init; } = ModemProcessor.St;

    /// <summary>The processor's identity, 32 hexadecimal digits; protocol 1 may have none.</summary>
    public string Identity { get; init; } = "3A002A000E47333138353932" + "00000000";

    /// <summary>Whether the board receives and transmits at once; otherwise a duplex configuration is refused.</summary>
    public bool CanDuplex { get; init; } = true;

    /// <summary>Whether it knows DMR trunking (firmware of 2026 on).</summary>
    public bool KnowsTrunking { get; init; } = true;

    /// <summary>Whether its status has POCSAG and AX.25 where firmware of 2021 had them.</summary>
    public bool HasFormerStatus { get; init; }

    /// <summary>What its synthesiser can be set to; empty: it has none, and ignores SET_FREQ.</summary>
    public ImmutableArray<FrequencyBand> Bands { get; init; } = [];

    /// <summary>Whether its receiver gives the signal inverted, so that the configuration has to turn it; null: as the configuration says.</summary>
    public bool? IsReceiverInverted { get; init; }

    /// <summary>Whether its transmitter inverts the signal, so that the configuration has to turn it; null: as the configuration says.</summary>
    public bool? IsTransmitterInverted { get; init; }

    /// <summary>Whether it goes idle when its host is silent for 2 s; MMDVM-SDR doesn't.</summary>
    public bool HasWatchdog { get; init; } = true;

    /// <summary>For how long it is deaf after power-up: many boards blink their lamps first, for 1.5 s and more.</summary>
    public TimeSpan BootTime { get; init; } = TimeSpan.Zero;

    /// <summary>What it makes of signal strengths; null: it was built without them.</summary>
    public RssiCurve? Rssi { get; init; } = new();

    /// <summary>What its receiver hears on a channel where nothing is, in dBm.</summary>
    public double NoiseDbm { get; init; } = -128;

    /// <summary>Seeds the noise that it takes for bits when a signal is gone.</summary>
    public ulong Seed { get; init; } = 1;
}
