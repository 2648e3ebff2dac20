using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RadioNet.BaseStation.Carriers;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Repeater;
using RadioNet.BaseStation.Tests.Modems;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Tests.Carriers;

/// <summary>What a carrier's thread does when it meets a defect, which costs nothing else and is told, and when it is late.</summary>
public sealed class CarrierLoopTests : ICarrierUser, IModemPort, ILogger
{
    private readonly FakeTimeProvider _time = new();
    private readonly HandMadeModem _modem = new();
    private readonly ModemFrameReader _sent = new(FrameDirection.ToModem);
    private readonly Queue<byte[]> _answers = new();
    private readonly List<string> _logged = [];
    private readonly List<RepeaterEventKind> _told = [];
    private readonly CarrierLoop _loop;
    private RepeaterEventKind? _fatal;
    private bool _throwsAtBursts;
    private bool _throwsAtConditions;
    private int _bursts;

    public CarrierLoopTests() => _loop = new CarrierLoop(
        new CarrierOptions { Id = "c1", Modem = new PtyPortAddress("none") },
        new CarrierSetup(SessionRig.Setup, new RepeaterSettings()),
        (in AccessRequest _) => Reason.None,
        this,
        _time,
        this);

    string IModemPort.Name => "port";

    [Fact]
    public void A_frame_that_meets_a_defect_costs_none_of_those_that_came_with_it()
    {
        Open();
        Leave(CarrierInputKind.LinkUp);
        _throwsAtBursts = true;
        byte[] read = [.. SpurtBytes.Header, .. SpurtBytes.Voice(0), .. SpurtBytes.Voice(1), .. SpurtBytes.Voice(2)];
        _loop.Bytes(read);
        Assert.Equal((4, 4L), (_bursts, _loop.Figures.Faults));
    }

    [Fact]
    public void An_input_or_an_order_that_meets_a_defect_costs_none_of_the_others()
    {
        Open();
        Leave(CarrierInputKind.LinkUp);
        _loop.Bytes(SpurtBytes.Header);
        _fatal = RepeaterEventKind.SpurtEnded;
        bool isObeyed = false;
        _loop.Order(_ => throw new InvalidOperationException("an order"));
        _loop.Order(_ => isObeyed = true);
        _loop.Order(now => _loop.Machine.Configure(new CarrierSetup(SessionRig.Setup, new RepeaterSettings { ColorCode = new ColorCode(7) }), now));
        Leave(CarrierInputKind.LinkDown);
        _loop.Turn();
        Assert.True(isObeyed);
        Assert.False(_loop.Inbox.TryTake(out _));
        Assert.Equal(2, _loop.Figures.Faults);
        Assert.Contains(RepeaterEventKind.SpurtEnded, _told);
    }

    [Fact]
    public void A_port_that_comes_or_goes_is_used_and_given_up_though_its_news_meet_a_defect()
    {
        _throwsAtConditions = true;
        Open();
        Assert.Equal(ModemPhase.Ready, _loop.Machine.Session.Condition.Phase);
        long faults = _loop.Figures.Faults;
        _loop.Lost(PortFault.Closed);
        Assert.Equal((ModemPhase.Lost, faults + 1), (_loop.Machine.Session.Condition.Phase, _loop.Figures.Faults));
    }

    [Fact]
    public void What_waits_for_a_late_thread_is_not_filled_in_for()
    {
        Open();
        _loop.Bytes(SpurtBytes.Header);
        _loop.Bytes(SpurtBytes.Terminator);
        Live(1500);
        Leave(CarrierInputKind.LinkUp);
        _loop.Bytes(SpurtBytes.Header);
        for (int number = 0; number < 12; number++)
        {
            Live(60);
            _loop.Bytes(SpurtBytes.Voice(number));
        }

        _ = _loop.Patience;
        _time.Advance(TimeSpan.FromMilliseconds(360));
        byte[] lost = new byte[DmrLost.Length];
        _loop.Bytes(lost.AsSpan(0, new DmrLost(Timeslot.One).Write(lost)));
        for (int number = 12; number < 18; number++) _loop.Bytes(SpurtBytes.Voice(number));
        Live(60);
        _loop.Bytes(SpurtBytes.Terminator);
        Live(1000);
        var counters = _loop.Machine.Repeater.Counters;
        Assert.Equal((0L, 20), (counters.Concealed, _bursts));
        Assert.NotEqual(0, counters.Underruns);
    }

    [Fact]
    public void The_first_defect_is_logged_at_once_and_then_one_in_ten_seconds_with_how_many_there_were()
    {
        Open();
        for (int i = 0; i < 5; i++) Fail();
        Assert.Equal(["Carrier c1 goes on after a defect of this software (order); 1 since the last that was told: a defect"], _logged);
        _time.Advance(TimeSpan.FromSeconds(10));
        Fail();
        Fail();
        Assert.Equal("Carrier c1 goes on after a defect of this software (order); 5 since the last that was told: a defect", _logged[1]);
        Assert.Equal((2, 7L), (_logged.Count, _loop.Figures.Faults));

        void Fail()
        {
            _loop.Order(_ => throw new InvalidOperationException("a defect"));
            _loop.Turn();
        }
    }

    void ICarrierUser.SendToNetwork(in LinkBurst head, ReadOnlySpan<byte> burst, in UplinkPlace place)
    {
        _bursts++;
        if (_throwsAtBursts) throw new InvalidOperationException("a burst");
    }

    void ICarrierUser.Tell(in RepeaterEvent said)
    {
        _told.Add(said.Kind);
        if (said.Kind == _fatal) throw new InvalidOperationException("an event");
    }

    void ICarrierUser.OnCondition(ModemCondition condition)
    {
        if (_throwsAtConditions) throw new InvalidOperationException("a condition");
    }

    void ICarrierUser.OnAlarm(ModemAlarm alarm)
    {
    }

    void ICarrierUser.OnOther(in ModemFrame frame)
    {
    }

    PortRead IModemPort.Read(Span<byte> buffer, TimeSpan limit) => default;

    PortWrite IModemPort.Write(ReadOnlySpan<byte> bytes, TimeSpan limit)
    {
        int count = bytes.Length;
        List<string> frames = [];
        while (_sent.TryRead(ref bytes, out var frame)) frames.Add(Convert.ToHexString(frame.Octets));
        foreach (string frame in frames)
            if (_modem.Answer(frame) is { Length: > 0 } answer)
                _answers.Enqueue(answer);
        return new PortWrite(count);
    }

    void IModemPort.Wake()
    {
    }

    void IDisposable.Dispose()
    {
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _logged.Add($"{formatter(state, exception)}: {exception?.Message}");

    private void Leave(CarrierInputKind kind)
    {
        var input = new CarrierInput { Kind = kind };
        Assert.True(_loop.TryLeave(ref input, out _));
        _loop.Turn();
    }

    /// <summary>Opens the port, and lets the modem answer until it is ready.</summary>
    private void Open()
    {
        _loop.Opened(this);
        Live(1000);
        Assert.Equal(ModemPhase.Ready, _loop.Machine.Session.Condition.Phase);
    }

    /// <summary>Lets time pass, with a turn of the thread each 5 ms.</summary>
    private void Live(int milliseconds)
    {
        for (int passed = 0; passed < milliseconds; passed += 5)
        {
            while (_answers.TryDequeue(out byte[]? answer)) _loop.Bytes(answer);
            _loop.Turn();
            _ = _loop.Patience;
            _time.Advance(TimeSpan.FromMilliseconds(5));
        }
    }
}
