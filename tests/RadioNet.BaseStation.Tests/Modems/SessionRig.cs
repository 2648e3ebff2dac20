using RadioNet.BaseStation.Modems;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;
using static RadioNet.BaseStation.Tests.Modems.ModemBytes;

namespace RadioNet.BaseStation.Tests.Modems;

/// <summary>A session, its user, its time, and a hand in place of its modem.</summary>
internal sealed class SessionRig
{
    private readonly ModemFrameReader _sent = new(FrameDirection.ToModem);

    public SessionRig(ModemSetup? setup = null) => Session = new ModemSession(setup ?? Setup, User);

    /// <summary>What the vectors of <see cref="ModemBytes"/> ask for.</summary>
    public static ModemSetup Setup { get; } = new()
    {
        Frequency = new SetFrequency(435_000_000, 435_000_000),
        Configuration = new ModemConfiguration
        {
            TransmitInverted = true,
            Debug = true,
            TransmitDelayMilliseconds = 100,
            ReceiveLevel = Half,
            CwLevel = Half,
            DStarLevel = Half,
            DmrLevel = Half,
            YsfLevel = Half,
            P25Level = Half,
            NxdnLevel = Half,
            PocsagLevel = Half,
            FmLevel = Half,
            ColorCode = new ColorCode(1),
        },
    };

    public RecordingModemUser User { get; } = new();

    public ModemSession Session { get; }

    public TimeSpan Now { get; private set; } = TimeSpan.FromHours(1);

    /// <summary>What answers the session's frames while time passes; nothing when null.</summary>
    public HandMadeModem? Modem { get; set; }

    private static ModemLevel Half => ModemLevel.FromPercent(50);

    public void Open() => Session.Opened("/dev/ttyACM0", Now);

    /// <summary>Opens the port before a modem that answers, and waits until it is ready.</summary>
    public static SessionRig Ready(HandMadeModem? modem = null, ModemSetup? setup = null)
    {
        var rig = new SessionRig(setup) { Modem = modem ?? new HandMadeModem() };
        rig.Open();
        rig.Pass(10);
        Assert.True(rig.Session.Condition.Phase is ModemPhase.Ready or ModemPhase.Maintenance, rig.Session.Condition.ToString());
        return rig;
    }

    /// <summary>Takes what the session has sent, frame by frame, as hexadecimal digits.</summary>
    public List<string> Sent()
    {
        List<string> frames = [];
        var octets = Session.Outgoing;
        int length = octets.Length;
        while (_sent.TryRead(ref octets, out var frame)) frames.Add(Convert.ToHexString(frame.Octets));
        Session.Taken(length);
        Assert.Equal(0, _sent.Pending);
        return frames;
    }

    public void Hear(string hex) => Session.Feed(Octets(hex), Now);

    public void Hear(byte[] octets) => Session.Feed(octets, Now);

    public bool Send(string hex) => Session.Send(Octets(hex), Now);

    /// <summary>Lets time pass, the session's ticks when they are due, and the modem's answers at once.</summary>
    public void Pass(double milliseconds)
    {
        var end = Now + TimeSpan.FromMilliseconds(milliseconds);
        LetAnswer();
        for (int ticks = 0; Session.NextDue <= end; ticks++)
        {
            Assert.True(ticks < 10 + milliseconds, $"The session asks to be called without end at {Now}.");
            if (Session.NextDue > Now) Now = Session.NextDue;
            Session.Tick(Now);
            LetAnswer();
        }

        Now = end;
        Session.Tick(Now);
        LetAnswer();
    }

    /// <summary>Lets time pass in one leap, as when this process was not given the processor.</summary>
    public void Skip(TimeSpan time)
    {
        Now += time;
        Session.Tick(Now);
        LetAnswer();
    }

    /// <summary>Lets time pass until something holds, at most a minute, and returns how long that was.</summary>
    public TimeSpan PassUntil(Func<bool> holds)
    {
        var start = Now;
        while (!holds())
        {
            Assert.True(Now - start < TimeSpan.FromMinutes(1), "It never happened.");
            Pass(10);
        }

        return Now - start;
    }

    private void LetAnswer()
    {
        while (Modem is { } modem && !Session.Outgoing.IsEmpty)
            foreach (var frame in Sent())
                if (modem.Answer(frame) is { Length: > 0 } answer)
                    Session.Feed(answer, Now);
    }
}
