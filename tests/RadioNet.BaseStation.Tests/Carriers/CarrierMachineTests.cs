using CsCheck;
using RadioNet.BaseStation.Carriers;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Repeater;
using RadioNet.BaseStation.Tests.Modems;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Tests.Carriers;

/// <summary>A session and a repeater joined, in a time of their own.</summary>
public sealed class CarrierMachineTests
{
    private static readonly CarrierSetup _setup = new(
        SessionRig.Setup, new RepeaterSettings { CwIdInterval = TimeSpan.FromMinutes(1) }, "RN1");

    private readonly HandMadeModem _modem = new();
    private readonly CarrierEars _ears = new();
    private readonly ModemFrameReader _sent = new(FrameDirection.ToModem);
    private readonly CarrierMachine _machine;
    private TimeSpan _now = TimeSpan.FromSeconds(1);

    public CarrierMachineTests()
    {
        _machine = new CarrierMachine(_setup, ModemSessionOptions.Default, (in AccessRequest _) => Reason.None, _ears, _now);
        _machine.Opened("port", _now);
        Pass(0.1);
        Assert.Equal([ModemPhase.Ready], _ears.Phases);
        _modem.Heard.Clear();
    }

    [Fact]
    public void An_identification_that_the_modem_refuses_is_tried_again()
    {
        _modem.Instead[ModemCommand.SendCwId] = ModemBytes.NakCwId;
        Pass(62);
        Assert.Equal(1, Identifications);
        _modem.Instead.Clear();
        Pass(16);
        Assert.Equal(2, Identifications);
        Pass(30);
        _modem.IsTransmitting = false;
        Pass(10);
        Assert.Equal((2, 1), (Identifications, _machine.Session.Health.Identifications));
        Assert.Equal(2, _modem.State);
    }

    [Fact]
    public void An_identification_that_is_due_while_the_modem_is_gone_follows_soon_after_its_return()
    {
        Pass(58);
        _machine.Closed(ModemFault.Of(PortFault.Closed), _now);
        Pass(5);
        Assert.Equal(0, Identifications);
        _machine.Opened("port", _now);
        Pass(16);
        Assert.Equal((ModemPhase.Ready, 1), (_machine.Session.Condition.Phase, Identifications));
    }

    [Fact]
    public void A_radio_that_talks_makes_an_identification_wait_and_the_repeater_switches_on()
    {
        Pass(60.5);
        Assert.Equal((1, true), (Identifications, _modem.IsTransmitting));
        Talk(2);
        Assert.Equal((2, true), (_modem.State, _modem.IsTransmitting));
        Assert.Contains(_ears.Events, said => said.Kind == RepeaterEventKind.TransmitterOn);
        Pass(30);
        Assert.Equal(2, Identifications);
        Assert.Equal([ModemPhase.Ready], _ears.Phases);
    }

    [Fact]
    public void A_radio_that_is_gone_without_a_terminator_keeps_no_transmitter_on()
    {
        Talk(2);
        Pass(6);
        Assert.Contains(_ears.Events, said => said is { Kind: RepeaterEventKind.SpurtEnded, Why: SpurtEnd.Silent });
        Assert.Equal((false, false), (_modem.IsTransmitting, _machine.Repeater.IsBusy(_now)));
        Assert.Equal(1, Terminators);
    }

    [Fact]
    public void A_modem_that_restarts_in_a_transmission_ends_it_and_the_radio_that_goes_on_is_heard_again()
    {
        Talk(2);
        _modem.Restart();
        GoOn(1);
        Assert.Contains(_ears.Events, said => said is { Kind: RepeaterEventKind.SpurtEnded, Why: SpurtEnd.ModemGone });
        Assert.Equal([ModemPhase.Ready, ModemPhase.Lost, ModemPhase.Opening, ModemPhase.Ready], _ears.Phases);
        GoOn(2);
        Assert.True(_modem is { IsConfigured: true, IsTransmitting: true, State: 2 });
        Assert.Equal(2, _ears.Events.Count(said => said.Kind == RepeaterEventKind.SpurtStarted));
    }

    [Fact]
    public void Other_settings_reach_the_modem_and_the_repeater_and_the_same_ones_neither()
    {
        _machine.Configure(_setup with { }, _now);
        Pass(1);
        Assert.DoesNotContain(_modem.Heard, frame => frame != ModemBytes.GetStatus);
        _machine.Configure(
            _setup with
            {
                Modem = _setup.Modem with { Configuration = _setup.Modem.Configuration with { ColorCode = new ColorCode(7) } },
                Repeater = _setup.Repeater with { ColorCode = new ColorCode(7) },
            },
            _now);
        Pass(1);
        Assert.Equal((7, 7), (_machine.Repeater.Settings.ColorCode.Value, ModemBytes.Octets(_modem.Heard.Single(frame => frame.StartsWith("E02802", StringComparison.Ordinal)))[29]));
        Assert.Equal(ModemPhase.Ready, _ears.Phases.Last());
    }

    [Fact]
    public void Whatever_modem_and_network_send_neither_session_nor_repeater_throws_or_asks_without_end()
    {
        byte[][] frames = [SpurtBytes.Header, SpurtBytes.Terminator, .. Enumerable.Range(0, 6).Select(SpurtBytes.Voice), ModemBytes.Octets(ModemBytes.LostSlot2)];
        _machine.Obey(new CarrierInput { Kind = CarrierInputKind.LinkUp }, _now);
        Gen.Select(Gen.Int[0, frames.Length - 1], Gen.Byte.Array[0, 60], Gen.Int[0, 6], Gen.UInt).Array[100].Sample(
            steps =>
            {
                foreach (var (frame, noise, what, number) in steps)
                {
                    var octets = frames[frame].ToArray();
                    if (what == 0) octets[number % (uint)octets.Length] ^= (byte)(number >> 8);
                    if (what == 1) new Random((int)number).NextBytes(octets.AsSpan(3));
                    if (octets.Length > 3 && number % 3 == 0) octets[2] = (byte)ModemCommand.DmrData1;
                    if (what == 2) _machine.Obey(FromNetwork(octets, number), _now);
                    else _machine.Feed(what == 3 ? noise : octets, _now);
                    Pass(number % 4 * 0.02);
                }
            },
            iter: 200,
            threads: 1);
        Pass(10);
        Assert.Equal(ModemPhase.Ready, _ears.Phases.Last());
    }

    private int Identifications => _modem.Heard.Count(frame => frame.StartsWith("E0060A", StringComparison.Ordinal));

    private int Terminators => _modem.Heard.Count(frame =>
        frame.StartsWith("E0251A", StringComparison.Ordinal) && SlotType.TryRead(ModemBytes.Octets(frame).AsSpan(4), out var type) && type.DataType == DataType.Terminator);

    private static CarrierInput FromNetwork(byte[] frame, uint number)
    {
        var input = new CarrierInput
        {
            Kind = number % 5 == 0 ? CarrierInputKind.Decision : CarrierInputKind.Burst,
            Head = new LinkBurst { Slot = (Timeslot)(number % 4), Source = new RadioId(number % 3), Target = number % 7 },
            Stream = number % 3,
            Timestamp = (number >> 4) * VoiceLinkPacket.TicksPerBurst,
            Outcome = (FloorOutcome)(number % 6),
        };
        if (frame.Length > 36) frame.AsSpan(4, 33).CopyTo(input.Burst);
        return input;
    }

    private void Talk(int seconds)
    {
        _machine.Feed(SpurtBytes.Header, _now);
        GoOn(seconds);
    }

    private void GoOn(int seconds)
    {
        for (int burst = 0; burst < seconds * 18; burst++)
        {
            Pass(0.06);
            _machine.Feed(SpurtBytes.Voice(burst), _now);
        }
    }

    private void Pass(double seconds)
    {
        var end = _now + TimeSpan.FromSeconds(seconds);
        LetAnswer();
        for (int ticks = 0; _machine.NextDue(_now) <= end; ticks++)
        {
            Assert.True(ticks < 100 + (seconds * 1000), $"It asks to be called without end at {_now}.");
            var due = _machine.NextDue(_now);
            if (due > _now) _now = due;
            _machine.Tick(_now);
            LetAnswer();
        }

        _now = end;
        _machine.Tick(_now);
        LetAnswer();
    }

    private void LetAnswer()
    {
        while (!_machine.Session.Outgoing.IsEmpty)
        {
            var octets = _machine.Session.Outgoing.ToArray();
            _machine.Session.Taken(octets.Length);
            ReadOnlySpan<byte> rest = octets;
            List<string> frames = [];
            while (_sent.TryRead(ref rest, out var frame)) frames.Add(Convert.ToHexString(frame.Octets));
            foreach (string frame in frames)
                if (_modem.Answer(frame) is { Length: > 0 } answer)
                    _machine.Feed(answer, _now);
        }
    }
}
