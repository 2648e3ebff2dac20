using System.Collections.Concurrent;
using RadioNet.BaseStation.Carriers;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Repeater;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>Writes down what a carrier says. A rig has no node behind it.</summary>
internal sealed class CarrierRecord : ICarrierUser
{
    private int _alarms;

    /// <summary>The network's streams that are over on the air.</summary>
    public ConcurrentQueue<RepeaterEvent> Ended { get; } = new();

    public int Alarms => Volatile.Read(ref _alarms);

    public void SendToNetwork(in LinkBurst head, ReadOnlySpan<byte> burst, in UplinkPlace place)
    {
        // There is no network.
    }

    public void Tell(in RepeaterEvent said)
    {
        if (said.Kind == RepeaterEventKind.DownlinkEnded) Ended.Enqueue(said);
    }

    public void OnCondition(ModemCondition condition)
    {
        // The carrier's own condition is looked at.
    }

    public void OnAlarm(ModemAlarm alarm) => Interlocked.Increment(ref _alarms);

    public void OnOther(in ModemFrame frame)
    {
        // Debug messages.
    }
}
