using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Repeater;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Hosting;

/// <summary>What the plan says of a carrier, as its modem and its repeater take it.</summary>
internal static class PlannedCarrier
{
    /// <summary>How the modem is to be set up.</summary>
    public static ModemSetup Modem(Plan.Model.BaseStation station, Carrier carrier)
    {
        var modem = carrier.Modem;
        return new ModemSetup
        {
            Frequency = new SetFrequency(Corrected(carrier.Receive, modem.ReceiveOffset), Corrected(carrier.Transmit, modem.TransmitOffset))
            {
                Power = Level(carrier.Power),
            },
            Configuration = new ModemConfiguration
            {
                ReceiveInverted = modem.Invert.HasFlag(ModemInversion.Receive),
                TransmitInverted = modem.Invert.HasFlag(ModemInversion.Transmit),
                PttInverted = modem.Invert.HasFlag(ModemInversion.Ptt),
                UseCosAsLockout = modem.CosLockout,
                Duplex = carrier.Duplex,
                Modes = ModemModes.Dmr,
                TransmitDelayMilliseconds = (int)modem.TransmitDelay.TotalMilliseconds,
                ReceiveLevel = Level(modem.ReceiveLevel),
                CwLevel = Level(modem.CwLevel),
                DmrLevel = Level(modem.TransmitLevel),
                TransmitDcOffset = modem.TransmitDcOffset,
                ReceiveDcOffset = modem.ReceiveDcOffset,
                ColorCode = station.ColorCode,
                DmrDelaySamples = (byte)modem.DmrDelay,
            },
            Rssi = RssiMapping.Of(modem.Rssi.Select(point => (point.Raw, (double)point.Dbm))),
            Maintenance = station.Maintenance,
        };
    }

    /// <summary>How it repeats.</summary>
    public static RepeaterSettings Repeater(Plan.Model.BaseStation station, Carrier carrier) => new()
    {
        Duplex = carrier.Duplex,
        ColorCode = station.ColorCode,
        LocalRepeat = station.LocalRepeat,
        TransmitHang = station.TransmitHang,
        TimeOut = station.TimeOut,
        DutyLimit = Math.Max(0.001, (double)station.DutyCycle.Most.Value / 100),
        DutyWindow = station.DutyCycle.Over,
        CwIdInterval = station.CwId.Text is null ? null : station.CwId.Every,
        JitterStart = station.Jitter.Start,
        JitterLeast = station.Jitter.Least,
        JitterMost = station.Jitter.Most,
        TransmitDelay = carrier.Modem.TransmitDelay,
    };

    private static uint Corrected(Hertz frequency, Hertz offset) => (uint)(frequency.Value + offset.Value);

    private static ModemLevel Level(Percent percent) => ModemLevel.FromPercent((double)percent.Value);
}
