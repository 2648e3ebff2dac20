using System.Text;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Repeater;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Carriers;

/// <summary>
/// A carrier without its port and its thread: the session of its modem and its repeater, and what each has to know of the other.
/// As pure as the two: times go in, nothing is waited for, nothing is allocated per burst. Belongs to one thread.
/// </summary>
internal sealed class CarrierMachine : IModemUser, IRepeaterOutlet
{
    // While the modem is not idle, or not ready, there is a later time for an identification.
    private static readonly TimeSpan IdentificationRetry = TimeSpan.FromSeconds(15);

    private readonly ICarrierUser _user;
    private byte[] _identification = [];
    private TimeSpan _identifyAt = TimeSpan.MaxValue;
    private TimeSpan _now;
    private TaskCompletionSource<ModemAnswer>? _request;

    /// <param name="setup">What the plan asks for.</param>
    /// <param name="options">The session's times.</param>
    /// <param name="access">Who may use the carrier.</param>
    /// <param name="user">Whom it works for.</param>
    /// <param name="now">The time.</param>
    public CarrierMachine(CarrierSetup setup, ModemSessionOptions options, AccessRule access, ICarrierUser user, TimeSpan now)
    {
        (_user, _now) = (user, now);
        Session = new ModemSession(setup.Modem, this, options);
        Repeater = new DmrRepeater(setup.Repeater, this, access, now);
        _identification = IdentificationOf(setup);
    }

    public ModemSession Session { get; }

    public DmrRepeater Repeater { get; }

    /// <summary>Copies what the modem says for who watches it.</summary>
    public FrameTap Tap { get; } = new();

    /// <summary>When <see cref="Tick"/> is to be called at the latest.</summary>
    public TimeSpan NextDue(TimeSpan now)
    {
        var due = Session.NextDue;
        var other = Repeater.NextDue(now);
        if (other < due) due = other;
        return _identifyAt < due ? _identifyAt : due;
    }

    public void Opened(string port, TimeSpan now) => Session.Opened(port, _now = now);

    public void Closed(ModemFault cause, TimeSpan now) => Session.Closed(cause, _now = now);

    public void Feed(ReadOnlySpan<byte> octets, TimeSpan now) => Feed(ref octets, now);

    /// <inheritdoc cref="ModemSession.Feed(ref ReadOnlySpan{byte}, TimeSpan)"/>
    public void Feed(ref ReadOnlySpan<byte> octets, TimeSpan now) => Session.Feed(ref octets, _now = now);

    /// <summary>Takes what comes, and draws no conclusion from the time before the next <see cref="Tick"/>.</summary>
    /// <param name="late">By how much the caller is late.</param>
    public void Gather(TimeSpan late) => Repeater.Gather(late);

    public void Tick(TimeSpan now)
    {
        _now = now;
        Session.Tick(now);
        Repeater.Tick(now);
        if (now < _identifyAt) return;
        if (Repeater.IsBusy(now)) _identifyAt = now + IdentificationRetry;
        else Identify(now);
    }

    /// <summary>Takes what was left for the carrier.</summary>
    public void Obey(in CarrierInput input, TimeSpan now)
    {
        _now = now;
        switch (input.Kind)
        {
            case CarrierInputKind.Burst:
                Repeater.OnNetwork(input.Head, input.Stream, input.Timestamp, input.Burst, now);
                break;
            case CarrierInputKind.Decision:
                Repeater.OnDecision(input.Head.Slot, input.Head.Source, input.Head.Target, input.Outcome, input.Reason, now);
                break;
            default:
                Repeater.OnLinkState(input.Kind == CarrierInputKind.LinkUp, now);
                break;
        }
    }

    /// <summary>Takes what the plan asks for now.</summary>
    public void Configure(CarrierSetup setup, TimeSpan now)
    {
        _now = now;
        _identification = IdentificationOf(setup);
        if (Repeater.Settings != setup.Repeater) Repeater.Configure(setup.Repeater, now);
        Session.Apply(setup.Modem, now);
    }

    /// <summary>Sends a technician's command; what became of it is put into <paramref name="answer"/>, at once when it was not sent.</summary>
    public void Request(ReadOnlySpan<byte> frame, TaskCompletionSource<ModemAnswer> answer, TimeSpan now)
    {
        if (Session.TryRequest(frame, _now = now)) _request = answer;
        else answer.TrySetResult(ModemAnswer.NotSent);
    }

    /// <summary>No answer comes any more.</summary>
    public void EndRequest() => Interlocked.Exchange(ref _request, null)?.TrySetResult(ModemAnswer.Of(ModemAnswerKind.TimedOut));

    public void Stop(TimeSpan now) => Session.Stop(_now = now);

    void IModemUser.OnAir(in DmrData burst, double? dbm, TimeSpan now)
    {
        Repeater.OnAir(burst.Slot, burst.Control, burst.Burst, dbm is { } level ? (int)Math.Round(level) : null, now);
        Tap.Burst(burst, now);
    }

    void IModemUser.OnAirLost(Timeslot slot, TimeSpan now)
    {
        Repeater.OnAirLost(slot, now);
        Tap.Lost(slot, now);
    }

    void IModemUser.OnStatus(in StatusReply status, TimeSpan now)
    {
        Repeater.OnModemStatus(status, now);
        Tap.Status(status, Session.Modem!.Protocol, now);
    }

    void IModemUser.OnState(ModemState state, TimeSpan now) => Repeater.OnModemState(state, now);

    void IModemUser.OnRefused(ModemCommand command, NakReason reason, TimeSpan now)
    {
        Repeater.OnRefused(command, reason, now);
        Tap.Refused(command, reason, now);
    }

    void IModemUser.OnIdentified(bool isSent, TimeSpan now) => _identifyAt = isSent ? TimeSpan.MaxValue : now + IdentificationRetry;

    void IModemUser.OnCondition(ModemCondition condition, TimeSpan now)
    {
        if (condition.Phase == ModemPhase.Ready) Repeater.OnModemState(ModemState.Dmr, now);
        else Repeater.OnModemGone(now);
        _user.OnCondition(condition);
    }

    void IModemUser.OnAlarm(ModemAlarm alarm, TimeSpan now) => _user.OnAlarm(alarm);

    void IModemUser.OnOther(in ModemFrame frame, TimeSpan now)
    {
        _user.OnOther(frame);
        Tap.Other(frame, now);
    }

    void IModemUser.OnAnswer(ModemAnswer answer, TimeSpan now) =>
        Interlocked.Exchange(ref _request, null)?.TrySetResult(answer);

    void IRepeaterOutlet.SendToModem(ReadOnlySpan<byte> frame) => Session.Send(frame, _now);

    void IRepeaterOutlet.SendToNetwork(in LinkBurst head, ReadOnlySpan<byte> burst, in UplinkPlace place) => _user.SendToNetwork(head, burst, place);

    void IRepeaterOutlet.Tell(in RepeaterEvent said)
    {
        if (said.Kind == RepeaterEventKind.DmrStateWanted) Session.WantDmr(_now);
        if (said.Kind == RepeaterEventKind.CwIdDue) Identify(_now);
        _user.Tell(said);
    }

    private static byte[] IdentificationOf(CarrierSetup setup)
    {
        if (string.IsNullOrEmpty(setup.Identification)) return [];
        var text = Encoding.ASCII.GetBytes(setup.Identification);
        var frame = new byte[ModemFrame.LengthOf(text.Length)];
        CwIdentification.Write(frame, text);
        return frame;
    }

    private void Identify(TimeSpan now)
    {
        _identifyAt = TimeSpan.MaxValue;
        if (_identification.Length == 0) return;
        bool isTaken = Session.Condition.Phase == ModemPhase.Ready && Session.Send(_identification, now);
        if (!isTaken) _identifyAt = now + IdentificationRetry;
    }
}
