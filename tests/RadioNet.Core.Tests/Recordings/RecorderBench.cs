using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using RadioNet.CallControl;
using RadioNet.Core.Access;
using RadioNet.Core.Recordings;
using RadioNet.Core.Records;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Identity;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Tests.Routing;

namespace RadioNet.Core.Tests.Recordings;

/// <summary>A recorder on a folder of its own behind a router, with a clock that the test moves; its thread is the test's.</summary>
internal sealed class RecorderBench : IDisposable
{
    private const int RecorderPort = 99;

    private readonly TempFolder? _own;
    private readonly string _data;
    private readonly X509Certificate2 _certificate;
    private readonly TimeSpan? _keep;
    private int _calls;
    private int _spurts;

    public RecorderBench(string? data = null, TimeSpan? keep = null, int room = 1024)
    {
        _own = data is null ? new TempFolder() : null;
        _data = data ?? _own!.Path;
        _keep = keep;
        Rig.Time.SetUtcNow(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        Authority = NetworkAuthority.Create(Rig.Time.GetUtcNow());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var identity = LinkIdentity.Of("test", LinkPeerKind.Node, "core");
        using var bare = Authority.Issue(identity, new PublicKey(key), Rig.Time.GetUtcNow(), new LinkLifetimes());
        _certificate = bare.CopyWithPrivateKey(key);
        Folder = new RecordingFolder(_data);
        Recent = new RecentRecordings(Rig.Time);
        Recorder = Make(room);
        Rig.Open(1);
        Rig.Open(2);
    }

    public RouterRig Rig { get; } = new();

    public NetworkAuthority Authority { get; }

    public RecordingFolder Folder { get; }

    public RecentRecordings Recent { get; }

    public Recorder Recorder { get; private set; }

    /// <summary>The chain of the recorder that runs.</summary>
    public RecordingChain Chain { get; private set; }

    public RaisedAlarms Alarms { get; } = new();

    public Talker Talker { get; } = new() { Repeater = RouterRig.Repeater(1), BitErrors = 3, Rssi = -90 };

    /// <summary>The lines of the roots in its chain, as somebody else may keep them.</summary>
    public IReadOnlyList<string> Roots =>
        [.. ChainFiles.Lines(Folder.Root).Select(line => line.Line).Where(line => RecordingLine.Read(line)?.Kind == RecordingEntry.RootKind)];

    /// <summary>The recorder dies, and another begins in the same folder, as after a kill: what the first had not given to the disk is gone.</summary>
    public void Restart() => Recorder = Make(1024);

    /// <summary>Begins a call; returns its id, and what its talker goes on to send.</summary>
    public (CallId Call, Queue<byte[]> Unsent) Press(int superframes = 3)
    {
        var (call, spurt) = (new CallId("core", 1, ++_calls), new SpurtId("core", 1, ++_spurts));
        var bursts = new Queue<byte[]>(Talker.Spurt(superframes));
        Rig.Receive(1, bursts.Dequeue());
        Recorder.Names.Note(call, spurt, "hill", "452001");
        Rig.Obey(new RouterCommand.Grant(Rig.LastStream, IdSource.StreamOf(spurt), new Route([Rig.To(2), new Destination(new PortId(RecorderPort), Timeslot.One, 0)]))
        {
            Call = IdSource.NumberOf(call),
            Spurt = IdSource.NumberOf(spurt),
        });
        return (call, bursts);
    }

    /// <summary>The talker sends so many bursts, one each 60 ms; the recorder works after each.</summary>
    public void Send(Queue<byte[]> bursts, int count = int.MaxValue)
    {
        for (; count > 0 && bursts.TryDequeue(out var burst); count--)
        {
            Rig.Advance(60);
            Rig.Receive(1, burst);
            Recorder.Work();
        }
    }

    /// <summary>A whole call, recorded and closed.</summary>
    public CallId Speak(int superframes = 1)
    {
        var (call, rest) = Press(superframes);
        Send(rest);
        Close();
        return call;
    }

    /// <summary>So much silence that every recording is closed.</summary>
    public void Close()
    {
        Rig.Time.Advance(Recorder.LongestSilence + TimeSpan.FromSeconds(1));
        Rig.Advance(20);
        Recorder.Work();
    }

    public RecordingCheck Verify(params IReadOnlyList<string> roots) => new RecordingVerifier(Folder, Authority.Certificate, roots).Run();

    /// <summary>The one file of a call.</summary>
    public string FileOf(CallId call) => Assert.Single(Folder.FilesOf(call.ToString(), Rig.Time.GetUtcNow() - TimeSpan.FromMinutes(2)));

    public void Dispose()
    {
        Recorder.Dispose();
        Authority.Dispose();
        _certificate.Dispose();
        _own?.Dispose();
    }

    /// <summary>Runs the recorder by its own thread, which gathers what comes for so long before it writes it.</summary>
    public void RunByItself(TimeSpan gathering)
    {
        Recorder = Make(1024, gathering);
        _ = Recorder.StartAsync(CancellationToken.None);
    }

    [MemberNotNull(nameof(Chain))]
    private Recorder Make(int room, TimeSpan? gathering = null)
    {
        Chain = new RecordingChain(Folder, "core", Rig.Time, () => _certificate);
        var recorder = new Recorder(
            Folder, Chain, new RecordingRetention(Folder, _keep, Rig.Time), Recent, new FixedPlan(), "core", Alarms, Rig.Time, NullLogger<Recorder>.Instance, room, gathering);
        Rig.Obey(new RouterCommand.OpenRecorder(new PortId(RecorderPort), recorder.Ring));
        return recorder;
    }

    internal sealed class RaisedAlarms : IAlarmBook
    {
        public List<string> Raised { get; } = [];

        public List<string> Cleared { get; } = [];

        public IReadOnlyList<AlarmRecord> Open => [];

        public Task<bool> RaiseAsync(string kind, string subject, LocalizedText text)
        {
            Raised.Add($"{kind} {subject}");
            return Task.FromResult(true);
        }

        public Task<AlarmRecord?> AcknowledgeAsync(long id, string who) => throw new NotSupportedException();

        public Task<AlarmRecord?> ClearAsync(long id, string who) => throw new NotSupportedException();

        public Task ClearAsync(string kind, string subject, string who)
        {
            Cleared.Add($"{kind} {subject}");
            return Task.CompletedTask;
        }

        public IReadOnlyList<AlarmRecord> List(long before, int limit) => [];
    }

    private sealed class FixedPlan : IPlanView
    {
        public PlanIndex Current { get; } = new(
            new NetworkPlan("test") { Talkgroups = [new Talkgroup(new TalkgroupId(1001), "p") { Record = true }, new Talkgroup(new TalkgroupId(1002), "p")] }, 1);
    }
}
