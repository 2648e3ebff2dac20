using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Measurement;

namespace RadioNet.Simulator.Bench;

/// <summary>Counts what each listener of each call hears. Fed by the receiving thread alone.</summary>
internal sealed class BurstMeter
{
    private const int NotDue = -2;
    private const int NothingYet = -1;
    private readonly IReadOnlyList<BenchRepeater> _repeaters;
    private readonly uint _firstSource;
    private readonly int _calls;

    /// <summary>The newest voice burst's number, by call and then by repeater.</summary>
    private readonly int[] _newest;

    public BurstMeter(IReadOnlyList<BenchRepeater> repeaters, IReadOnlyList<BenchCall> calls, RadioId firstSource)
    {
        _repeaters = repeaters;
        _firstSource = firstSource.Value;
        _calls = calls.Count;
        _newest = new int[calls.Count * repeaters.Count];
        Array.Fill(_newest, NotDue);
        for (int call = 0; call < calls.Count; call++)
        {
            foreach (int listener in calls[call].Listeners) _newest[(call * repeaters.Count) + listener] = NothingYet;
        }
    }

    public long Heard { get; private set; }

    public long Headers { get; private set; }

    public long Terminators { get; private set; }

    public long Reordered { get; private set; }

    public long Duplicated { get; private set; }

    public long Misrouted { get; private set; }

    public long Malformed { get; private set; }

    public LatencyHistogram Delay { get; } = new();

    public void OnBurst(int repeater, ReadOnlySpan<byte> datagram, long arrived)
    {
        if (datagram.Length != DmrdPacket.Length || !DmrdPacket.TryRead(datagram, out var packet) || packet.Repeater != _repeaters[repeater].Repeater)
        {
            Malformed++;
            return;
        }

        uint call = packet.Source.Value - _firstSource;
        if (call >= (uint)_calls || _newest[((int)call * _repeaters.Count) + repeater] == NotDue)
        {
            Misrouted++;
            return;
        }

        if (packet.Burst == DmrdBurst.VoiceHeader) Headers++;
        else if (packet.Burst == DmrdBurst.Terminator) Terminators++;
        else OnVoice((int)call, repeater, packet, arrived);
    }

    private void OnVoice(int call, int repeater, in DmrdPacket packet, long arrived)
    {
        if (!BurstStamp.TryRead(packet.Payload, out var stamp) || stamp.Call != call)
        {
            Malformed++;
            return;
        }

        ref int newest = ref _newest[(call * _repeaters.Count) + repeater];
        if (stamp.Number == newest)
        {
            Duplicated++;
            return;
        }

        if (stamp.Number < newest) Reordered++;
        else newest = stamp.Number;
        Heard++;
        Delay.Record((arrived - stamp.Sent) / TimeSpan.TicksPerMicrosecond);
    }
}
