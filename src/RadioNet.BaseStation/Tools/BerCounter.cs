using System.Numerics;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tools;

/// <summary>Counts bit errors in what a modem hears. It has no clock.</summary>
public sealed class BerCounter(BerMethod method)
{
    /// <summary>Bits that are compared in a burst of the pattern.</summary>
    public const int PatternBits = 8 * BurstLayout.BurstOctets;

    private const int ForeignOf = 4;
    private const int SuperframeLength = 6;

    private readonly int[] _lastIndex = [-1, -1];

    /// <summary>What was counted so far.</summary>
    public BerCount Count { get; private set; }

    /// <summary>Takes a frame; true when errors were counted in it.</summary>
    public bool Take(in HeardFrame heard)
    {
        if (!ModemFrame.TryRead(heard.Octets.Span, out var frame)) return false;
        if (DmrLost.TryRead(frame, out var lost)) _lastIndex[IndexOf(lost.Slot)] = -1;
        if (!DmrData.TryRead(frame, out var data)) return false;
        CountMissing(data);
        if (!TryCompare(data, out int errors, out int bits)) return false;
        Count = Count with
        {
            Bursts = Count.Bursts + 1,
            Bits = Count.Bits + bits,
            Errors = Count.Errors + errors,
            Foreign = Count.Foreign + (method == BerMethod.Pattern && errors * ForeignOf >= bits ? 1 : 0),
        };
        return true;
    }

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        Count = default;
        _lastIndex.AsSpan().Fill(-1);
    }

    private static int IndexOf(Timeslot slot) => slot == Timeslot.Two ? 1 : 0;

    private bool TryCompare(in DmrData data, out int errors, out int bits)
    {
        errors = 0;
        bits = method == BerMethod.Pattern ? PatternBits : VoiceBurst.ProtectedBits;
        if (method == BerMethod.Pattern)
        {
            var expected = TestTone.Expected(data.Control);
            for (int i = 0; i < expected.Length; i++) errors += BitOperations.PopCount((uint)(expected[i] ^ data.Burst[i]));
            return !expected.IsEmpty;
        }

        if (!data.Control.IsVoice) return false;
        Span<ulong> infos = stackalloc ulong[VoiceBurst.Frames];
        VoiceBurst.Decode(data.Burst, infos, out errors);
        return true;
    }

    private void CountMissing(in DmrData data)
    {
        ref int last = ref _lastIndex[IndexOf(data.Slot)];
        int index = data.Control.SuperframeIndex;
        if (index >= 0 && last >= 0)
            Count = Count with { Missing = Count.Missing + (index - last - 1 + SuperframeLength) % SuperframeLength };
        last = index;
    }
}
