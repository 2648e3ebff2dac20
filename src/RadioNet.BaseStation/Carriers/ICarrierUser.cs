using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Repeater;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Carriers;

/// <summary>
/// Whom a carrier works for: the rest of the base station. Called on the carrier's own thread; who implements it copies what it
/// needs and returns. It never waits, for a carrier that waits is not heard on the air.
/// </summary>
public interface ICarrierUser
{
    /// <summary>Takes a burst of a radio for the node; see <see cref="IRepeaterOutlet.SendToNetwork"/>.</summary>
    void SendToNetwork(in LinkBurst head, ReadOnlySpan<byte> burst, in UplinkPlace place);

    /// <summary>Takes a sentence of the repeater.</summary>
    void Tell(in RepeaterEvent said);

    /// <summary>The modem's condition is another one.</summary>
    void OnCondition(ModemCondition condition);

    /// <summary>Something about the modem that a person should know.</summary>
    void OnAlarm(ModemAlarm alarm);

    /// <summary>A frame of the modem that is no carrier's matter: a debug message; under maintenance every one. Valid during the call.</summary>
    void OnOther(in ModemFrame frame);
}
