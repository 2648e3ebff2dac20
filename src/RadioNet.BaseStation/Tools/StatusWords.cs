using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tools;

/// <summary>What a modem's states, flags and capabilities are called, and what they mean to a technician.</summary>
public static class StatusWords
{
    private static readonly ImmutableArray<(ModemModes Mode, string Name)> ModeNames =
    [
        (ModemModes.DStar, "D-Star"), (ModemModes.Dmr, "DMR"), (ModemModes.Ysf, "YSF"), (ModemModes.P25, "P25"), (ModemModes.Nxdn, "NXDN"),
        (ModemModes.M17, "M17"), (ModemModes.Fm, "FM"), (ModemModes.Pocsag, "POCSAG"), (ModemModes.Ax25, "AX.25"),
    ];

    /// <summary>A state's name as the protocol has it.</summary>
    public static string Of(ModemState state) => state switch
    {
        ModemState.Idle => "idle",
        ModemState.DStar => "d-star",
        ModemState.Dmr => "dmr",
        ModemState.DmrSimplexCalibration1k => "dmr-simplex-1031-hz",
        ModemState.DmrCalibration1k => "dmr-1031-hz",
        ModemState.LowFrequencyCalibration => "low-frequency",
        ModemState.RssiCalibration => "rssi",
        ModemState.CwId => "cw-id",
        ModemState.DmrCalibration => "dmr-deviation",
        _ => $"{(byte)state}",
    };

    /// <summary>A flag as a word for machines.</summary>
    public static string Of(ModemStatusFlags flag) => flag switch
    {
        ModemStatusFlags.Transmitting => "transmitting",
        ModemStatusFlags.AdcOverflow => "adc-overflow",
        ModemStatusFlags.ReceiveBufferOverflow => "receive-overflow",
        ModemStatusFlags.TransmitBufferOverflow => "transmit-overflow",
        ModemStatusFlags.Lockout => "lockout",
        ModemStatusFlags.DacOverflow => "dac-overflow",
        ModemStatusFlags.CarrierDetect => "carrier-detect",
        _ => $"{(byte)flag:X2}",
    };

    /// <summary>What a flag means.</summary>
    public static LocalizedText Meaning(ModemStatusFlags flag) => flag switch
    {
        ModemStatusFlags.Transmitting => new("đang phát", "transmitting"),
        ModemStatusFlags.AdcOverflow => new("tín hiệu thu quá mạnh cho bộ chuyển đổi: giảm receive-level", "received signal too strong for the converter: lower receive-level"),
        ModemStatusFlags.ReceiveBufferOverflow => new("mất mẫu thu: firmware quá tải", "received samples lost: the firmware is overloaded"),
        ModemStatusFlags.TransmitBufferOverflow => new("mất mẫu phát: firmware quá tải", "samples to send lost: the firmware is overloaded"),
        ModemStatusFlags.Lockout => new("bị khóa bởi ngõ vào COS", "locked out by the COS input"),
        ModemStatusFlags.DacOverflow => new("tín hiệu phát quá mạnh cho bộ chuyển đổi: giảm transmit-level", "signal to send too strong for the converter: lower transmit-level"),
        ModemStatusFlags.CarrierDetect => new("đang thu tín hiệu", "a signal is being received"),
        _ => LocalizedText.Same(Of(flag)),
    };

    /// <summary>The names of modes.</summary>
    public static IEnumerable<string> Of(ModemModes modes) => ModeNames.Where(mode => (modes & mode.Mode) != 0).Select(mode => mode.Name);

    /// <summary>What a board family is called.</summary>
    public static string Of(ModemHardware hardware) => hardware switch
    {
        ModemHardware.Unknown => "?",
        ModemHardware.Mmdvm => "MMDVM",
        ModemHardware.HsHat => "MMDVM_HS_Hat",
        ModemHardware.HsDualHat => "MMDVM_HS_Dual_Hat",
        _ => $"{hardware}",
    };

    /// <summary>The queues of a status: the mode, and how many frames it takes; those that take none are left out.</summary>
    public static IEnumerable<(string Mode, int Frames)> Queues(StatusReply status) => new[]
    {
        ("D-Star", status.DStarSpace), ("DMR 1", status.DmrSlot1Space), ("DMR 2", status.DmrSlot2Space), ("YSF", status.YsfSpace), ("P25", status.P25Space),
        ("NXDN", status.NxdnSpace), ("M17", status.M17Space), ("FM", status.FmSpace), ("POCSAG", status.PocsagSpace),
    }.Where(queue => queue.Item2 > 0).Select(queue => (queue.Item1, (int)queue.Item2));
}
