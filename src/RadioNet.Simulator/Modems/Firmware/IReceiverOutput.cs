using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>Where receivers report what they got.</summary>
internal interface IReceiverOutput
{
    /// <summary>Reports a burst.</summary>
    /// <param name="slot">The timeslot.</param>
    /// <param name="control">What it is.</param>
    /// <param name="burst">33 octets.</param>
    /// <param name="dbm">Its signal strength; null where it is not reported.</param>
    void Report(Timeslot slot, DmrControl control, ReadOnlySpan<byte> burst, double? dbm);

    /// <summary>Reports that the signal is gone.</summary>
    void ReportLost(Timeslot slot);
}
