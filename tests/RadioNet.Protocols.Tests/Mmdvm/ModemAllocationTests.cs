using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Protocols.Tests.Mmdvm;

/// <summary>Neither side of a modem's port allocates in steady state.</summary>
[Collection(nameof(Alone))]
public sealed class ModemAllocationTests
{
    private const int Frames = 100_000;

    private readonly byte[] _burst = new byte[BurstLayout.BurstOctets];
    private readonly byte[] _line = new byte[64];

    [Fact]
    public void Bursts_and_status_from_a_modem_allocate_nothing() => AssertNoAllocation(FrameDirection.ToHost, round =>
    {
        if (round % 5 == 4) return new StatusReply { DmrSlot1Space = (byte)round }.Write(_line, ModemProtocol.Version2);
        return DmrData.Write(_line, Timeslot.Two, DmrControl.FromSuperframeIndex(round % 5), _burst, round % 5 == 0 ? (ushort)round : null);
    });

    [Fact]
    public void Bursts_and_control_to_a_modem_allocate_nothing() => AssertNoAllocation(FrameDirection.ToModem, round => (round % 6) switch
    {
        0 => ModemFrame.Write(_line, ModemCommand.GetStatus),
        1 => new DmrStart(true).Write(_line),
        2 => new DmrShortLc(new ActivityUpdate(SlotActivity.GroupVoice, SlotActivity.None, (byte)round, 0).ToShortLinkControl()).Write(_line),
        3 => DmrAloha.Write(_line, _burst),
        _ => DmrData.Write(_line, Timeslot.One, default, _burst),
    });

    [Fact]
    public void Noise_on_the_line_allocates_nothing() => AssertNoAllocation(FrameDirection.ToHost, round =>
    {
        int length = DmrData.Write(_line, Timeslot.One, DmrControl.VoiceA, _burst);
        if (round % 4 == 0) _line[round / 4 % 4] ^= 0x55;
        return length;
    });

    private static bool Understand(in ModemFrame frame, FrameDirection direction)
    {
        switch (frame.Command)
        {
            case ModemCommand.DmrData1 or ModemCommand.DmrData2:
                return DmrData.TryRead(frame, out var data) && data.Burst.Length == BurstLayout.BurstOctets
                    && (data.Control.IsVoice || data.RawRssi is null);
            case ModemCommand.GetStatus:
                return direction == FrameDirection.ToModem || StatusReply.TryRead(frame, ModemProtocol.Version2, out _);
            case ModemCommand.DmrShortLc:
                return DmrShortLc.TryRead(frame, out _);
            case ModemCommand.DmrAloha:
                return DmrAloha.TryRead(frame, out _);
            default:
                return DmrStart.TryRead(frame, out _);
        }
    }

    private void AssertNoAllocation(FrameDirection direction, Func<int, int> write)
    {
        Random.Shared.NextBytes(_burst);
        _burst.AsSpan().Replace(ModemFrame.Start, (byte)0);
        var reader = new ModemFrameReader(direction);
        Run(2_000);
        long framesBefore = reader.Frames;
        long before = Allocated.SoFar();
        int understood = Run(Frames);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, allocated);
        Assert.InRange(reader.Frames - framesBefore, Frames * 3 / 4 - 1, Frames);
        Assert.InRange(understood, Frames * 3 / 4 - 1, Frames);

        int Run(int rounds)
        {
            int understood = 0;
            for (int round = 0; round < rounds; round++)
            {
                ReadOnlySpan<byte> octets = _line.AsSpan(0, write(round));
                while (reader.TryRead(ref octets, out var frame)) understood += Understand(frame, direction) ? 1 : 0;
            }

            return understood;
        }
    }
}
