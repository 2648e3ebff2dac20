using System.Diagnostics;
using System.Runtime.Versioning;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;
using RadioNet.Voice.Measurement;
using RadioNet.Voice.Transport;

namespace RadioNet.Simulator.Bench;

/// <summary>
/// Sends all calls' bursts by their schedule, on the thread that runs it. Bursts are made beforehand; per burst a header is
/// patched, and a stamp written into its vocoder bits.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class CallPacer
{
    /// <summary>LC header, voice bursts A to F, terminator.</summary>
    private const int TemplatesPerCall = 2 + DmrdBurstExtensions.SuperframeLength;

    /// <summary>Between looks at the schedule: what is due by then leaves together.</summary>
    private static readonly long _quantum = Stopwatch.Frequency / 1000;

    private readonly SocketFleet _fleet;
    private readonly IReadOnlyList<BenchCall> _calls;
    private readonly BenchPattern _pattern;
    private readonly byte[] _templates;
    private readonly uint _run = (uint)Random.Shared.Next();

    public CallPacer(SocketFleet fleet, IReadOnlyList<BenchRepeater> repeaters, IReadOnlyList<BenchCall> calls, BenchPattern pattern)
    {
        _fleet = fleet;
        _calls = calls;
        _pattern = pattern;
        _templates = new byte[calls.Count * TemplatesPerCall * DmrdPacket.Length];
        for (int call = 0; call < calls.Count; call++) WriteTemplates(call, repeaters[calls[call].Talker]);
    }

    public long Sent { get; private set; }

    public long NotSent { get; private set; }

    public LatencyHistogram Lateness { get; } = new();

    public TimeSpan Elapsed { get; private set; }

    /// <summary>Sends until the schedule's end.</summary>
    public void Run(CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        long spacing = Ticks(_pattern.BurstSpacing);
        int rampRounds = (int)(_pattern.Ramp / _pattern.BurstSpacing);
        long rounds = (_pattern.Cycles * (long)_pattern.CycleBursts) + rampRounds;
        for (long round = 0; round < rounds && !cancellation.IsCancellationRequested; round++)
        {
            for (int call = 0; call < _calls.Count; call++)
            {
                // Calls begin one after the other over the ramp; their phases are spread over one spacing.
                long step = round - ((long)rampRounds * call / _calls.Count);
                if (step < 0 || step >= _pattern.Cycles * (long)_pattern.CycleBursts) continue;
                long due = start + (round * spacing) + (spacing * call / _calls.Count);
                SleepUntil(due);
                SendStep(call, step, due);
            }
        }

        Elapsed = Stopwatch.GetElapsedTime(start);
    }

    private void SendStep(int call, long step, long due)
    {
        int place = (int)(step % _pattern.CycleBursts);
        int cycle = (int)(step / _pattern.CycleBursts);
        int voice = _pattern.VoicePerSpurt;
        if (place > voice + 1) return;
        bool isVoice = place >= 1 && place <= voice;
        int template = place == 0 ? 0 : isVoice ? 1 + ((place - 1) % DmrdBurstExtensions.SuperframeLength) : TemplatesPerCall - 1;
        var datagram = Template(call, template);
        DmrdPatch.SetSequence(datagram, (byte)place);

        // Never 0, and another for each spurt of each call of each run.
        DmrdPatch.SetStreamId(datagram, _run + (uint)((cycle * _calls.Count) + call) | 1u << 31);
        long now = Stopwatch.GetTimestamp();
        if (isVoice) new BurstStamp(DateTime.UtcNow.Ticks, call, (cycle * voice) + place - 1).Write(datagram.Slice(DmrdPacket.BurstOffset, DmrdPacket.BurstLength));
        if (_fleet.Send(_calls[call].Talker, datagram)) Sent++;
        else NotSent++;
        Lateness.Record((now - due) * 1_000_000 / Stopwatch.Frequency);
    }

    private void WriteTemplates(int call, BenchRepeater repeater)
    {
        var (_, slot, talkgroup, _) = _calls[call];
        var radio = new VirtualRadio(new(_pattern.FirstSource.Value + (uint)call), repeater.ColorCode);
        var spurt = radio.CallGroup(talkgroup, VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(360)));
        for (int i = 0; i < TemplatesPerCall; i++)
        {
            var header = new DmrdHeader
            {
                Source = radio.Id,
                Target = talkgroup.Value,
                TargetKind = AddressKind.Group,
                Repeater = repeater.Repeater,
                Slot = slot,
                Burst = spurt.Bursts[i].Kind,
            };
            header.Write(Template(call, i), spurt.Bursts[i].Payload.Span, rssi: -80);
        }
    }

    private Span<byte> Template(int call, int template) =>
        _templates.AsSpan(((call * TemplatesPerCall) + template) * DmrdPacket.Length, DmrdPacket.Length);

    private static void SleepUntil(long due)
    {
        long wait = due - Stopwatch.GetTimestamp();
        if (wait <= 0) return;
        long nanoseconds = Math.Max(wait, _quantum) * 1_000_000_000 / Stopwatch.Frequency;
        var duration = new LinuxCalls.Duration { Seconds = (nint)(nanoseconds / 1_000_000_000), Nanoseconds = (nint)(nanoseconds % 1_000_000_000) };
        _ = LinuxCalls.WaitFor(null, 0, &duration, null);
    }

    private static long Ticks(TimeSpan duration) => (long)(duration.TotalSeconds * Stopwatch.Frequency);
}
