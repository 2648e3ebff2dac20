using RadioNet.BaseStation.Modems;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tests.Modems;

/// <summary>Writes down what a session says.</summary>
internal sealed class RecordingModemUser : IModemUser
{
    public List<ModemCondition> Conditions { get; } = [];

    public List<ModemAlarm> Alarms { get; } = [];

    public List<(string Burst, double? Dbm)> Bursts { get; } = [];

    public List<Timeslot> Lost { get; } = [];

    public List<StatusReply> Statuses { get; } = [];

    public List<ModemState> States { get; } = [];

    public List<(ModemCommand Command, NakReason Reason)> Refusals { get; } = [];

    public List<bool> Identifications { get; } = [];

    public List<string> Others { get; } = [];

    public List<ModemAnswer> Answers { get; } = [];

    public IEnumerable<ModemPhase> Phases => Conditions.Select(condition => condition.Phase);

    public void OnAir(in DmrData burst, double? dbm, TimeSpan now) =>
        Bursts.Add(($"{(int)burst.Slot} {burst.Control.Octet:X2} {Convert.ToHexString(burst.Burst)}", dbm));

    public void OnAirLost(Timeslot slot, TimeSpan now) => Lost.Add(slot);

    public void OnStatus(in StatusReply status, TimeSpan now) => Statuses.Add(status);

    public void OnState(ModemState state, TimeSpan now) => States.Add(state);

    public void OnRefused(ModemCommand command, NakReason reason, TimeSpan now) => Refusals.Add((command, reason));

    public void OnIdentified(bool isSent, TimeSpan now) => Identifications.Add(isSent);

    public void OnCondition(ModemCondition condition, TimeSpan now) => Conditions.Add(condition);

    public void OnAlarm(ModemAlarm alarm, TimeSpan now) => Alarms.Add(alarm);

    public void OnOther(in ModemFrame frame, TimeSpan now) => Others.Add(Convert.ToHexString(frame.Octets));

    public void OnAnswer(ModemAnswer answer, TimeSpan now) => Answers.Add(answer);
}
