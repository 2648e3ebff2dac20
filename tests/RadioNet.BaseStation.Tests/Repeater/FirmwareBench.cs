using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems.Firmware;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>
/// A repeater on the simulator's firmware, with handsets on the simulator's air, in a time that only the test moves. The firmware's own
/// log judges what is on the air.
/// </summary>
internal sealed class FirmwareBench : IRepeaterOutlet
{
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _todo = new();
    private readonly ModemFrameReader _reader = new(FrameDirection.ToHost);
    private readonly byte[] _octets = new byte[255];
    private readonly VirtualAir _air = new();
    private readonly AirAntenna _antenna;
    private readonly LateHost _lateHost = new();
    private int _order;

    public FirmwareBench(RepeaterSettings settings)
    {
        var channel = settings.Duplex ? ChannelFrequencies.Duplex : ChannelFrequencies.Simplex;
        Channel = channel;
        _antenna = _air.Raise("modem", channel.ReceiveHertz, channel.TransmitHertz, isFullDuplex: settings.Duplex);
        Modem = new ModemFirmware(FirmwareOptions.Mmdvm2026, _antenna);
        _air.Connect(_antenna, Modem);
        Repeater = new DmrRepeater(settings, this, (in AccessRequest _) => Reason.None, Now);
        Modem.OnAir.Expect(settings.ColorCode, isTrunked: false);
        byte[] frame = new byte[255];
        var configuration = new ModemConfiguration
        {
            Duplex = settings.Duplex,
            ColorCode = settings.ColorCode,
            TransmitDelayMilliseconds = (int)settings.TransmitDelay.TotalMilliseconds,
        };
        Modem.FromHost(frame.AsSpan(0, configuration.Write(frame, ModemProtocol.Version2)), Now);
        Modem.FromHost(frame.AsSpan(0, new SetMode(ModemState.Dmr).Write(frame)), Now);
        Repeater.OnModemState(ModemState.Dmr, Now);
        Repeater.OnLinkState(isUp: true, Now);
        At(TimeSpan.Zero, Poll);
    }

    public ChannelFrequencies Channel { get; }

    public ModemFirmware Modem { get; }

    public DmrRepeater Repeater { get; }

    public TimeSpan Now { get; private set; }

    /// <summary>By how much the host is late, drawn each time.</summary>
    public Func<TimeSpan> Lateness { get; set; } = () => TimeSpan.Zero;

    public List<RepeaterEvent> Events { get; } = [];

    public List<(LinkBurst Head, UplinkPlace Place)> ToNetwork { get; } = [];

    public Handset Join(uint id, Timeslot slot, params uint[] groups)
    {
        var handset = Handset.Join(_air, new HandsetOptions { Id = new(id), Slot = slot, Channel = Channel, Groups = [.. groups.Select(group => new TalkgroupId(group))] });
        _air.SetLevel(handset.Antenna, _antenna, -80);
        return handset;
    }

    public void At(TimeSpan at, Action action) => _todo.Enqueue(action, (at, _order++));

    public void In(double milliseconds, Action action) => At(Now + TimeSpan.FromMilliseconds(milliseconds), action);

    /// <summary>The node sends a call from now on.</summary>
    public void ReceiveCall(Timeslot slot, Air call, uint stream, int voice, Func<int, double>? delay = null, Func<int, bool>? isLost = null)
    {
        for (int i = 0; i < voice + 2; i++)
        {
            int place = i;
            if (isLost?.Invoke(place) == true) continue;
            var kind = place == 0 ? DmrdBurst.VoiceHeader : place == voice + 1 ? DmrdBurst.Terminator : Air.Kind(place - 1);
            byte[] burst = place == 0 ? call.Header() : place == voice + 1 ? call.Terminator() : call.Voice(place - 1);
            In(60 * place + (delay?.Invoke(place) ?? 0), () => Repeater.OnNetwork(RepeaterRig.Head(slot, call.LinkControl, kind), stream, (uint)(480 * place), burst, Now));
        }
    }

    public void Run(double milliseconds)
    {
        for (var until = Now + TimeSpan.FromMilliseconds(milliseconds); Now < until;)
        {
            var due = _lateHost.DueAt(Repeater.NextDue(Now), Now, Lateness);
            var next = _todo.TryPeek(out _, out var first) && first.At < _air.NextDue ? first.At : _air.NextDue;
            if (due < next) next = due;
            Now = next > until ? until : next > Now ? next : Now;
            _air.Advance(Now);
            Listen();
            while (_todo.TryPeek(out _, out first) && first.At <= Now) _todo.Dequeue()();
            if (due <= Now) Repeater.Tick(Now);
        }
    }

    void IRepeaterOutlet.SendToModem(ReadOnlySpan<byte> frame) => Modem.FromHost(frame, Now);

    void IRepeaterOutlet.SendToNetwork(in LinkBurst head, ReadOnlySpan<byte> burst, in UplinkPlace place) => ToNetwork.Add((head, place));

    void IRepeaterOutlet.Tell(in RepeaterEvent said) => Events.Add(said);

    private void Poll()
    {
        In(250, Poll);
        Modem.FromHost([ModemFrame.Start, ModemFrame.ShortestLength, (byte)ModemCommand.GetStatus], Now);
        Listen();
    }

    private void Listen()
    {
        for (int count; (count = Modem.ToHost(_octets)) > 0;)
        {
            ReadOnlySpan<byte> octets = _octets.AsSpan(0, count);
            while (_reader.TryRead(ref octets, out var frame))
            {
                if (DmrData.TryRead(frame, out var data)) Repeater.OnAir(data.Slot, data.Control, data.Burst, -80, Now);
                else if (DmrLost.TryRead(frame, out var lost)) Repeater.OnAirLost(lost.Slot, Now);
                else if (StatusReply.TryRead(frame, ModemProtocol.Version2, out var status)) Repeater.OnModemStatus(status, Now);
                else if (ModemAcknowledgement.TryRead(frame, out var answer) && answer.Reason is { } reason) Repeater.OnRefused(answer.Command, reason, Now);
            }
        }
    }
}
