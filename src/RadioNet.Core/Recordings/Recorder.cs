using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.CallControl;
using RadioNet.Core.Calls;
using RadioNet.Core.Records;
using RadioNet.Core.Vocoding;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Voice.Recording;

namespace RadioNet.Core.Recordings;

/// <summary>
/// Writes what the router's recorder port takes: a file a call, in <see cref="RecordingFolder"/>, and a line in the chain when it is closed. One thread of
/// its own waits for the disk, so that nobody else does.
/// </summary>
internal sealed partial class Recorder : IHostedService, IDisposable
{
    /// <summary>How long what came may wait in memory: a kill loses no more.</summary>
    internal static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>A recording is closed when nothing came for so long: longer than any call is held between two turns, when nobody says that it is over.</summary>
    internal static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(75);

    /// <summary>A turn of which nothing comes for so long is over, though its end was not heard.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Recordings that wait for room on the disk to be closed; more are left for the next start.</summary>
    private const int MostUnclosed = 1_000;

    /// <summary>How often the chain is looked for that could not be read or written.</summary>
    private static readonly TimeSpan _loadInterval = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan _idle = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _disposal = TimeSpan.FromSeconds(3);

    private readonly RecordingFolder _folder;
    private readonly RecordingChain _chain;
    private readonly RecordingRetention _retention;
    private readonly IPlanView _plan;
    private readonly string _node;
    private readonly IAlarmBook _alarms;
    private readonly TimeProvider _time;
    private readonly ILogger<Recorder> _log;
    private readonly TimeSpan _gathering;
    private readonly Doorbell _bell = new();
    private readonly ManualResetEvent _stopping = new(false);
    private readonly Dictionary<ulong, OpenRecording> _open = [];
    private readonly Dictionary<Voice.Routing.StreamId, OpenRecording> _talking = [];
    private readonly List<OpenRecording> _unclosed = [];
    private readonly RecentRecordings _recent;
    private Thread? _thread;
    private volatile bool _stops;
    private bool _isLoaded;
    private long? _loadTried;
    private bool _isStopped;
    private long _written;
    private long _closed;
    private long _refused;
    private long _lostSaid;
    private long _endedSeen;

    public Recorder(
        RecordingFolder folder, RecordingChain chain, RecordingRetention retention, RecentRecordings recent, IPlanView plan, string node, IAlarmBook alarms, TimeProvider time,
        ILogger<Recorder> log, int room = RecorderRing.UsualCapacity, TimeSpan? gathering = null)
    {
        (_folder, _chain, _retention, _recent, _plan, _node, _alarms, _time, _log) = (folder, chain, retention, recent, plan, node, alarms, time, log);
        _gathering = gathering ?? FlushInterval;
        Ring = new RecorderRing(room, _bell.Ring);
        Names = new RecordingNames(time, _bell.Ring);
        ObeyPlan();
    }

    /// <summary>The recorder as the router sees it.</summary>
    public RecorderRing Ring { get; }

    /// <summary>What call control tells it.</summary>
    public RecordingNames Names { get; }

    /// <summary>Bursts that were recorded since the start.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Recordings that were closed since the start.</summary>
    public long Closed => Interlocked.Read(ref _closed);

    /// <summary>Bursts that came and were not recorded since the start.</summary>
    public long Lost => Ring.Lost + Interlocked.Read(ref _refused);

    /// <summary>How people call the port that a burst came in at; set before the start.</summary>
    public Func<Voice.Routing.PortId, string>? HeardBy { get; set; }

    /// <summary>Another plan holds.</summary>
    public void ObeyPlan() => Ring.Talkgroups = _plan.Current.Plan.Talkgroups.Where(talkgroup => talkgroup.Record).Select(talkgroup => talkgroup.Id.Value).ToFrozenSet();

    /// <summary>One round: takes what has come, writes it, closes what is over. On the recorder's thread.</summary>
    internal void Work()
    {
        _endedSeen = Names.Ended;
        Load();
        TakeAll();
        FlushAll();
        CloseWhatIsOver();
        if (_isLoaded && _unclosed.Count == 0)
        {
            Try(_chain.SealDay);
            Try(() => _retention.Keep(_chain));
        }
    }

    /// <summary>The node stops: what is open is closed.</summary>
    internal void Finish()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        TakeAll();
        foreach (var recording in _open.Values.ToArray())
        {
            Close(recording, RecordingEndReason.NodeStopped);
        }
    }

    private void Load()
    {
        if (_isLoaded || (_loadTried is { } before && _time.GetElapsedTime(before) < _loadInterval))
        {
            return;
        }

        _loadTried = _time.GetTimestamp();
        _isLoaded = Try(() =>
        {
            _chain.Load();
            var written = _open.Values.Concat(_unclosed).Select(recording => recording.Path).ToHashSet();
            foreach (var (path, call) in RecordingRecovery.Run(_folder, _chain, written.Contains))
            {
                LogRecovered(call, Path.GetFileName(path));
                Interlocked.Increment(ref _closed);
            }
        });
        if (_isLoaded)
        {
            Taken();
        }
    }

    private void TakeAll()
    {
        for (; !Ring.IsEmpty; Ring.Drop())
        {
            ref readonly var burst = ref Ring.Peek();
            if (burst.LostBefore > 0)
            {
                foreach (var recording in _open.Values)
                {
                    recording.Miss(burst.LostBefore, burst.Arrived);
                }
            }

            Take(burst);
        }

        SayLost();
    }

    private void Take(in RecordedBurst burst)
    {
        var isTalking = _talking.TryGetValue(burst.Stream, out var before);
        if (burst.IsEnd || (isTalking && before!.Call != burst.Call))
        {
            // A spurt may go on in another call, when calls are joined.
            before?.End(burst.Stream, burst.Arrived);
            _talking.Remove(burst.Stream);
        }

        if (burst.IsEnd)
        {
            return;
        }

        if (!_open.TryGetValue(burst.Call, out var recording))
        {
            _open[burst.Call] = recording = Begin(burst);
        }

        _talking[burst.Stream] = recording;
        recording.Take(burst, Names.SpurtOf(burst.Spurt), HeardBy?.Invoke(burst.Port) ?? "");
        Interlocked.Increment(ref _written);
    }

    private OpenRecording Begin(in RecordedBurst burst)
    {
        var started = _time.GetUtcNow() - _time.GetElapsedTime(burst.Arrived);
        var call = Names.CallOf(burst.Call);
        var vocoder = _plan.Current.TryTalkgroup(new Protocols.TalkgroupId(burst.Talkgroup), out var talkgroup) ? talkgroup.Vocoder.Name() : "";
        var part = _folder.FilesOf(call, started).Count + 1;
        var header = new RecordingHeader(started, burst.Talkgroup, (ushort)Math.Min(part, ushort.MaxValue), vocoder, _node, call);
        var recording = new OpenRecording(header, burst.Call, Path.Combine(_folder.Open, RecordingFolder.NameOf(call, header.Part)), burst.Arrived, _time);
        _recent.Begin(recording.Header, recording.Path);
        return recording;
    }

}
