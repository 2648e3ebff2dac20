using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>
/// Whom a <see cref="ModemSession"/> tells what it hears. Called from within the session's own calls, on the thread that
/// called those; it may send and calls nothing else of the session. Times are the caller's.
/// </summary>
public interface IModemUser
{
    /// <summary>A burst came from the air. Only while the modem is <see cref="ModemPhase.Ready"/>.</summary>
    /// <param name="burst">The burst, valid during the call.</param>
    /// <param name="dbm">Its signal strength; null when the modem or its mapping doesn't tell.</param>
    /// <param name="now">When it was read.</param>
    void OnAir(in DmrData burst, double? dbm, TimeSpan now);

    /// <summary>A timeslot's signal is gone. Only while the modem is <see cref="ModemPhase.Ready"/>.</summary>
    void OnAirLost(Timeslot slot, TimeSpan now);

    /// <summary>
    /// The modem told its flags and how many bursts its queues take. Only while it is <see cref="ModemPhase.Ready"/>; a status that
    /// can't be, or is that of a modem which has restarted, is not passed on.
    /// </summary>
    void OnStatus(in StatusReply status, TimeSpan now);

    /// <summary>The modem has obeyed and is in another state. Only while it is <see cref="ModemPhase.Ready"/>.</summary>
    void OnState(ModemState state, TimeSpan now);

    /// <summary>The modem refused something that was sent; it has been counted, and alarmed about if it must be.</summary>
    void OnRefused(ModemCommand command, NakReason reason, TimeSpan now);

    /// <summary>An identification in Morse code went out; or it did not, because the modem was not idle.</summary>
    void OnIdentified(bool isSent, TimeSpan now);

    /// <summary>The modem's condition is another one. When it is ready no more, what was sent to it is lost.</summary>
    void OnCondition(ModemCondition condition, TimeSpan now);

    /// <summary>Something about it that a person should know.</summary>
    void OnAlarm(ModemAlarm alarm, TimeSpan now);

    /// <summary>A frame of another kind, a debug message among them; under maintenance every frame but answers. Valid during the call.</summary>
    void OnOther(in ModemFrame frame, TimeSpan now);

    /// <summary>What became of the last <see cref="ModemSession.TryRequest"/> that was taken.</summary>
    void OnAnswer(ModemAnswer answer, TimeSpan now);
}
