using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>
/// A repeater between a model of a modem and a node that only listens, on a clock that the test moves. What each timeslot was sent
/// is judged burst by burst, and so is what it had on the air: within a stream the modem never ran dry.
/// </summary>
internal sealed class RepeaterRig : IRepeaterOutlet
{
    public static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(60);

    private static readonly TimeSpan Start = TimeSpan.FromDays(40);

    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _todo = new();
    private readonly StreamJudge[] _sent;
    private readonly StreamJudge[] _aired;
    private readonly List<string> _faults = [];
    private readonly LateHost _lateHost = new();
    private int _order;

    public RepeaterRig(RepeaterSettings? settings = null, AccessRule? access = null, TimeSpan phase = default, bool isReady = true)
    {
        settings ??= new RepeaterSettings();
        var color = settings.ColorCode;
        (_sent, _aired) = ([new(color, settings.Duplex), new(color, settings.Duplex)], [new(color, settings.Duplex), new(color, settings.Duplex)]);
        Modem = new ModemModel(settings.Duplex);
        Now = Start;
        Repeater = new DmrRepeater(settings, this, access ?? ((in AccessRequest _) => Reason.None), Now);
        if (settings.Duplex) At(Start + phase, () => TakeTurn(Timeslot.One));
        At(Start + phase + Burst / 2, () => TakeTurn(Timeslot.Two));
        At(Start, Poll);
        if (!isReady) return;
        Modem.State = ModemState.Dmr;
        Repeater.OnModemState(ModemState.Dmr, Now);
        Repeater.OnLinkState(isUp: true, Now);
    }

    public DmrRepeater Repeater { get; }

    public ModemModel Modem { get; }

    public TimeSpan Now { get; private set; }

    /// <summary>By how much the host is late for what is due, drawn each time.</summary>
    public Func<TimeSpan> Lateness { get; set; } = () => TimeSpan.Zero;

    /// <summary>Until when the host stands still and does nothing that is due.</summary>
    public TimeSpan StandsUntil { get; set; } = TimeSpan.MinValue;

    /// <summary>Whether the modem may run dry within a stream.</summary>
    public bool MayRunDry { get; set; }

    /// <summary>How long a turn of the modem's timeslots is, by the host's clock.</summary>
    public TimeSpan Turn { get; set; } = Burst;

    /// <summary>Whether the modem is asked for its status.</summary>
    public bool Polls { get; set; } = true;

    /// <summary>Frames that get lost on the way to the modem.</summary>
    public Func<ModemCommand, bool> Loses { get; set; } = _ => false;

    /// <summary>Whether a modem that is wanted in state DMR is put there.</summary>
    public bool Obliges { get; set; } = true;

    public List<RepeaterEvent> Events { get; } = [];

    public List<(LinkBurst Head, byte[] Burst, UplinkPlace Place)> ToNetwork { get; } = [];

    /// <summary>All frames that the modem was sent.</summary>
    public List<(TimeSpan At, byte[] Frame)> Frames { get; } = [];

    /// <summary>What each timeslot had on the air: null is an idle burst.</summary>
    public List<(TimeSpan At, Timeslot Slot, byte[]? Burst)> OnAir { get; } = [];

    public StreamJudge Sent(Timeslot slot) => _sent[(int)slot - 1];

    public StreamJudge Aired(Timeslot slot) => _aired[(int)slot - 1];

    public IEnumerable<RepeaterEvent> Of(RepeaterEventKind kind) => Events.Where(said => said.Kind == kind);

    public IEnumerable<ModemCommand> Commands => Frames.Select(sent => (ModemCommand)sent.Frame[2]);

    /// <summary>The bursts that a timeslot was sent.</summary>
    public IEnumerable<byte[]> Bursts(Timeslot slot) => Frames
        .Where(sent => sent.Frame[2] == (byte)(slot == Timeslot.One ? ModemCommand.DmrData1 : ModemCommand.DmrData2))
        .Select(sent => sent.Frame[4..]);

    /// <summary>Does something at a time from the rig's start.</summary>
    public void At(TimeSpan at, Action action) => _todo.Enqueue(action, (at, _order++));

    /// <summary>Does something so many milliseconds from now.</summary>
    public void In(double milliseconds, Action action) => At(Now + TimeSpan.FromMilliseconds(milliseconds), action);

    /// <summary>Lets time pass.</summary>
    public void Run(double milliseconds)
    {
        var until = Now + TimeSpan.FromMilliseconds(milliseconds);
        int idle = 0;
        while (true)
        {
            Assert.True(Repeater.NextDue(Now) >= TimeSpan.Zero, "What is due is due at a time of the clock, be it past.");
            var due = _lateHost.DueAt(Repeater.NextDue(Now), Now, Lateness);
            if (due < StandsUntil) due = StandsUntil;
            var next = _todo.TryPeek(out _, out var first) ? first.At : TimeSpan.MaxValue;
            if ((due < next ? due : next) > until) break;
            idle = (due < next ? due : next) > Now ? 0 : idle + 1;
            Assert.True(idle < 200, "The repeater is due again and again and does nothing.");
            if (next <= due)
            {
                Now = next > Now ? next : Now;
                _todo.Dequeue()();
            }
            else
            {
                Now = due;
                Repeater.Tick(Now);
            }
        }

        Now = until;
        Assert.True(_faults.Count == 0, string.Join('\n', _faults));
    }

    /// <summary>A radio sends a burst.</summary>
    public void Hear(Timeslot slot, DmrControl control, byte[] burst, int? dbm = null) => Repeater.OnAir(slot, control, burst, dbm, Now);

    /// <summary>A radio calls from now on: headers, so many voice bursts, terminator; some may be missing.</summary>
    public void HearCall(Timeslot slot, Air air, int voice, Func<int, bool>? isLost = null, int headers = 2, bool terminator = true, int? dbm = -90)
    {
        double at = 0;
        for (int i = 0; i < headers; i++, at += 60)
            In(at, () => Hear(slot, DmrControl.FromDataType(DataType.VoiceHeader), air.Header(), dbm));
        for (int i = 0; i < voice; i++, at += 60)
        {
            int number = i;
            if (isLost?.Invoke(i) != true) In(at, () => Hear(slot, Air.Control(number), air.Voice(number), number % 6 == 0 ? dbm : null));
        }

        if (terminator) In(at, () => Hear(slot, DmrControl.FromDataType(DataType.Terminator), air.Terminator(), dbm));
    }

    /// <summary>The node sends a burst.</summary>
    public void Receive(Timeslot slot, LinkControl lc, uint stream, int place, DmrdBurst kind, byte[] burst) =>
        Repeater.OnNetwork(Head(slot, lc, kind), stream, (uint)(place * 480), burst, Now);

    /// <summary>The node sends a call from now on: a header, so many voice bursts, a terminator, with delays and losses by place.</summary>
    public void ReceiveCall(
        Timeslot slot, Air air, uint stream, int voice, Func<int, double>? delay = null, Func<int, bool>? isLost = null, Func<int, LinkControl?>? message = null)
    {
        for (int i = 0; i < voice + 2; i++)
        {
            int place = i;
            if (isLost?.Invoke(place) == true) continue;
            var kind = place == 0 ? DmrdBurst.VoiceHeader : place == voice + 1 ? DmrdBurst.Terminator : Air.Kind(place - 1);
            byte[] burst = place == 0 ? air.Header() : place == voice + 1 ? air.Terminator() : air.Voice(place - 1, message?.Invoke((place - 1) / 6));
            In(60 * place + (delay?.Invoke(place) ?? 0), () => Receive(slot, air.LinkControl, stream, place, kind, burst));
        }
    }

    public static LinkBurst Head(Timeslot slot, LinkControl lc, DmrdBurst kind) =>
        new() { Burst = kind, Slot = slot, TargetKind = lc.TargetKind, Source = lc.Source, Target = lc.Target };

    void IRepeaterOutlet.SendToModem(ReadOnlySpan<byte> frame)
    {
        byte[] octets = frame.ToArray();
        Frames.Add((Now, octets));
        var command = (ModemCommand)octets[2];
        if (Loses(command)) return;
        Guard(() =>
        {
            if (Modem.Obey(octets, Now) is { } reason) In(2, () => Repeater.OnRefused(command, reason, Now));
            else if (command is ModemCommand.DmrData1 or ModemCommand.DmrData2) _sent[command == ModemCommand.DmrData1 ? 0 : 1].Take(octets.AsSpan(4));
        });
    }

    void IRepeaterOutlet.SendToNetwork(in LinkBurst head, ReadOnlySpan<byte> burst, in UplinkPlace place) => ToNetwork.Add((head, burst.ToArray(), place));

    void IRepeaterOutlet.Tell(in RepeaterEvent said)
    {
        Events.Add(said);
        if (said.Kind == RepeaterEventKind.DmrStateWanted && Obliges) In(5, () => Put(ModemState.Dmr));
    }

    /// <summary>The session puts the modem into a state.</summary>
    public void Put(ModemState state)
    {
        Modem.State = state;
        Repeater.OnModemState(state, Now);
    }

    private void TakeTurn(Timeslot slot)
    {
        At(Now + Turn, () => TakeTurn(slot));
        var judge = Aired(slot);
        byte[]? burst = Modem.Take(slot, Now, out bool couldHave);
        if (!couldHave) return;
        OnAir.Add((Now, slot, burst));
        Guard(() =>
        {
            Assert.False(burst is null && judge.IsOpen && !MayRunDry, $"Timeslot {slot} ran dry at {(Now - Start).TotalMilliseconds} ms.");
            if (burst is not null) judge.Take(burst);
        });
    }

    private void Poll()
    {
        At(Now + TimeSpan.FromMilliseconds(250), Poll);
        if (!Polls) return;
        var status = Modem.Status;
        In(3, () => Repeater.OnModemStatus(status, Now));
    }

    /// <summary>A failed check is kept, not thrown through the repeater.</summary>
    private void Guard(Action check)
    {
        try
        {
            check();
        }
        catch (Xunit.Sdk.XunitException fault)
        {
            if (_faults.Count < 4) _faults.Add($"{(Now - Start).TotalMilliseconds} ms: {fault.Message}");
        }
    }
}
