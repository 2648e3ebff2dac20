using RadioNet.Api;
using RadioNet.BaseStation.Carriers;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;
using RadioNet.Protocols;
using RadioNet.Voice.Measurement;
using Condition = RadioNet.Api.ModemCondition;

namespace RadioNet.BaseStation.Hosting;

/// <summary>How the parts of a station are, as its node is told.</summary>
internal static class HealthOf
{
    /// <summary>A carrier; one without a host has no plan yet, or no more.</summary>
    public static CarrierHealth Carrier(string id, ModemPortAddress modem, CarrierHost? host, LastHeard? heard)
    {
        var health = host?.Health ?? default;
        return new CarrierHealth
        {
            Carrier = id,
            Modem = host?.Condition.Phase switch
            {
                ModemPhase.Ready or ModemPhase.Maintenance => Condition.Ready,
                ModemPhase.Lost or ModemPhase.Refused => Condition.Lost,
                _ => Condition.Opening,
            },
            Description = host?.Modem?.Description ?? "",
            Port = modem.ToString(),
            Transmitting = host?.IsTransmitting ?? false,
            Overflows = (ulong)(health.AdcOverflows + health.DacOverflows + health.ReceiveOverflows + health.TransmitOverflows),
            Reopened = (ulong)health.Losses,
            BerPercent = heard?.Ber ?? 0,
            Rssi = heard?.Rssi ?? 0,
            ToNetworkP99Microseconds = P99(host?.Figures.ToNetwork),
            ToSlotP99Microseconds = P99(host?.Figures.ToSlot),
            Underruns = (ulong)(host?.Repeater.Underruns ?? 0),
            Concealed = (ulong)(host?.Repeater.Concealed ?? 0),
            PlayoutMilliseconds = { Playout(host, Timeslot.One), Playout(host, Timeslot.Two) },
        };
    }

    private static uint P99(LatencyHistogram? figures) => figures is { Count: > 0 } ? (uint)figures.Percentile(0.99) : 0;

    private static uint Playout(CarrierHost? host, Timeslot slot) => (uint)(host?.PlayoutDelay(slot).TotalMilliseconds ?? 0);
}
