using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>
/// What an MMDVM modem does with what it is sent, from its description (firmware-interfaces/mmdvm-modem): queues of a timeslot that
/// promise 10 bursts and take 11, one burst each 60 ms, 600 ms of waking, ABORT, the preamble of simplex; bursts are made 20 ms before they are on the air.
/// </summary>
internal sealed class ModemModel(bool duplex)
{
    private const int Room = 11;

    private readonly Queue<byte[]>[] _queues = [new(), new()];
    private readonly bool[] _flushes = new bool[2];
    private readonly TimeSpan[] _pausedUntil = [TimeSpan.MinValue, TimeSpan.MinValue];
    private TimeSpan _takesFrom = TimeSpan.MaxValue;

    public ModemState State { get; set; }

    /// <summary>Whether it may be sent bursts while its transmitter is off, because a command was lost.</summary>
    public bool MayMissStart { get; set; }

    public bool IsKeyed { get; private set; }

    /// <summary>Bursts that wait for a timeslot.</summary>
    public int Waiting(Timeslot slot) => _queues[(int)slot - 1].Count;

    /// <summary>The most that ever waited.</summary>
    public int MostWaiting { get; private set; }

    public StatusReply Status => new()
    {
        State = State,
        Flags = IsKeyed ? ModemStatusFlags.Transmitting : ModemStatusFlags.None,
        DmrSlot1Space = Space(0),
        DmrSlot2Space = Space(1),
    };

    /// <summary>Obeys a frame; why not, if it doesn't.</summary>
    public NakReason? Obey(ReadOnlySpan<byte> octets, TimeSpan now)
    {
        Assert.True(ModemFrame.TryRead(octets, out var frame));
        switch (frame.Command)
        {
            case ModemCommand.DmrStart:
                Assert.True(duplex, "A simplex modem was told to start.");
                Assert.True(DmrStart.TryRead(frame, out var start));
                if (State != ModemState.Dmr) return NakReason.WrongData;
                if (start.IsOn && !IsKeyed) _takesFrom = now + TimeSpan.FromMilliseconds(580);
                IsKeyed = start.IsOn;
                return null;
            case ModemCommand.DmrAbort:
                Assert.True(DmrAbort.TryRead(frame, out var abort));
                _flushes[(int)abort.Slot - 1] = true;
                _pausedUntil[(int)abort.Slot - 1] = now + TimeSpan.FromMilliseconds(180);
                return null;
            case ModemCommand.DmrShortLc:
                Assert.True(DmrShortLc.TryRead(frame, out _));
                return null;
            default:
                Assert.True(DmrData.TryRead(frame, out var data), $"The modem does not know {frame.Command}.");
                return Queue(data.Slot, data.Burst, now);
        }
    }

    /// <summary>A timeslot's turn on the air: its burst, null when it has none or may not.</summary>
    public byte[]? Take(Timeslot slot, TimeSpan now, out bool couldHave)
    {
        int index = (int)slot - 1;
        couldHave = IsKeyed && now >= _takesFrom && now >= _pausedUntil[index];
        if (!couldHave) return null;
        if (_queues[index].TryDequeue(out byte[]? burst)) return burst;
        if (!duplex) IsKeyed = false;
        return null;
    }

    /// <summary>It was not asked for its status: its watchdog switches it off.</summary>
    public void BarkAndStop() => (State, IsKeyed, _takesFrom) = (ModemState.Idle, false, TimeSpan.MaxValue);

    private NakReason? Queue(Timeslot slot, ReadOnlySpan<byte> burst, TimeSpan now)
    {
        int index = (int)slot - 1;
        if (!duplex && slot == Timeslot.One) return NakReason.WrongMode;
        if (_queues[index].Count >= Room) return NakReason.NoRoom;
        if (_flushes[index]) _queues[index].Clear();
        _flushes[index] = false;
        Assert.True(IsKeyed || !duplex || MayMissStart, "A burst was sent before the transmitter was on.");
        Assert.Equal(ModemState.Dmr, State);
        if (!IsKeyed && !duplex) (IsKeyed, _takesFrom) = (true, now + TimeSpan.FromMilliseconds(580));
        _queues[index].Enqueue(burst.ToArray());
        MostWaiting = Math.Max(MostWaiting, _queues[index].Count);
        return null;
    }

    private byte Space(int index) => !duplex && index == 0 ? (byte)10 : (byte)Math.Max(0, 10 - _queues[index].Count);
}
