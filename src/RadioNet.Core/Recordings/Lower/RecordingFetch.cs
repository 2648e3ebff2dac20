using System.Collections.Concurrent;
using Google.Protobuf;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Voice.Recording;

namespace RadioNet.Core.Recordings.Lower;

/// <summary>
/// Brings what was said in a lower node's recording, hop by hop, a part each time (contract: <c>tier_recordings.proto</c>). Nothing is kept of what
/// passes. Safe from any thread.
/// </summary>
internal sealed class RecordingFetch(NodeIdentity self, NodePresence presence, RecordingFolder folder, TimeProvider time)
{
    /// <summary>Octets of a part: on a line of 512 kbit/s, what is said of calls waits 130 ms for it.</summary>
    private const int PartSize = 8 * 1024;

    /// <summary>A file that is larger is none of ours: a day of a talkgroup without a pause has 130 MB.</summary>
    private const long LargestFile = 256 * 1024 * 1024;

    /// <summary>Questions that may wait for an answer, of all askers; and how many of one child may be answered at once.</summary>
    private const int MostAsked = 256;
    private const int MostAnswering = 64;

    /// <summary>How long an asker waits for a part; each hop waits so much less than the one before.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan _hop = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, AttachedChild> _children = new();
    private readonly ConcurrentDictionary<ulong, (AttachedChild Child, TaskCompletionSource<FetchedPart> Answered)> _asked = new();
    private ulong _lastQuestion;
    private int _answering;

    /// <summary>Whether a node can be asked now.</summary>
    public bool IsInReach(string node) => presence.WayTo(node) is { } child && _children.ContainsKey(child);

    /// <summary>A child is attached.</summary>
    public void Begin(AttachedChild child) => _children[child.Id] = child;

    /// <summary>A child's stream is over.</summary>
    public void End(AttachedChild child)
    {
        _children.TryRemove(KeyValuePair.Create(child.Id, child));
        foreach (var waiting in _asked.Values.Where(one => one.Child == child))
        {
            waiting.Answered.TrySetResult(FetchedPart.None(RecordingProblem.Away));
        }
    }

    /// <summary>A whole file of a lower node, or why there is none.</summary>
    public async Task<(byte[] Octets, RecordingProblem Problem)> FileAsync(string node, string file, CancellationToken cancel)
    {
        using var whole = new MemoryStream();
        while (true)
        {
            var part = await AskAsync(node, file, whole.Length, _patience, cancel).ConfigureAwait(false);
            if (part.Problem != RecordingProblem.Unspecified || part.Size > LargestFile)
            {
                return ([], part.Problem == RecordingProblem.Unspecified ? RecordingProblem.Gone : part.Problem);
            }

            whole.Write(part.Octets.Span);
            if (whole.Length >= part.Size)
            {
                return (whole.ToArray(), RecordingProblem.Unspecified);
            }

            if (part.Octets.IsEmpty)
            {
                return ([], RecordingProblem.Gone);
            }
        }
    }

    /// <summary>A child answers.</summary>
    public void Hear(AttachedChild child, RecordingPart part)
    {
        if (_asked.TryGetValue(part.Question, out var waiting) && waiting.Child == child)
        {
            waiting.Answered.TrySetResult(new FetchedPart(part.Size, part.Octets.Memory, part.Problem));
        }
    }

    /// <summary>The parent asks; it is always answered, and waits for nothing here.</summary>
    public void Hear(ParentLine parent, RecordingAsk ask)
    {
        if (Interlocked.Increment(ref _answering) > MostAnswering)
        {
            Interlocked.Decrement(ref _answering);
            parent.Send(Answer(ask, FetchedPart.None(RecordingProblem.Busy)));
            return;
        }

        _ = Task.Run(async () =>
        {
            var part = FetchedPart.None(RecordingProblem.Gone);
            try
            {
                var patience = TimeSpan.FromMilliseconds(Math.Min(ask.PatienceMilliseconds, _patience.TotalMilliseconds));
                part = ask.Node == self.Id ? Read(ask.File, ask.Offset) : await AskAsync(ask.Node, ask.File, ask.Offset, patience, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
            {
                // As one that is not there.
            }
            finally
            {
                Interlocked.Decrement(ref _answering);
                parent.Send(Answer(ask, part));
            }
        });
    }

    private static FromChild Answer(RecordingAsk ask, FetchedPart part) => new()
    {
        Recordings = new RecordingsUp
        {
            Part = new RecordingPart { Question = ask.Question, Size = part.Size, Octets = UnsafeByteOperations.UnsafeWrap(part.Octets), Problem = part.Problem },
        },
    };

    private FetchedPart Read(string file, long offset)
    {
        if (offset < 0 || !file.EndsWith(RecordingFormat.Extension, StringComparison.Ordinal) || file.StartsWith("lower", StringComparison.Ordinal)
            || folder.PathOf(file) is not { } path || !File.Exists(path))
        {
            return FetchedPart.None(RecordingProblem.Gone);
        }

        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var size = RandomAccess.GetLength(handle);
        var room = new byte[Math.Max(0, Math.Min(PartSize, size - offset))];
        var read = room.Length == 0 ? 0 : RandomAccess.Read(handle, room, offset);
        return new FetchedPart(size, room.AsMemory(0, read), RecordingProblem.Unspecified);
    }

    private async Task<FetchedPart> AskAsync(string node, string file, long offset, TimeSpan patience, CancellationToken cancel)
    {
        if (presence.WayTo(node) is not { } way || !_children.TryGetValue(way, out var child) || patience <= _hop)
        {
            return FetchedPart.None(RecordingProblem.Away);
        }

        if (_asked.Count >= MostAsked)
        {
            return FetchedPart.None(RecordingProblem.Busy);
        }

        var question = Interlocked.Increment(ref _lastQuestion);
        var answered = new TaskCompletionSource<FetchedPart>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[question] = (child, answered);
        try
        {
            var ask = new RecordingAsk { Question = question, Node = node, File = file, Offset = offset, PatienceMilliseconds = (uint)(patience - _hop).TotalMilliseconds };
            return _children.ContainsKey(way) && child.Send(new ToChild { Recordings = new RecordingsDown { Ask = ask } })
                ? await answered.Task.WaitAsync(patience, time, cancel).ConfigureAwait(false)
                : FetchedPart.None(RecordingProblem.Away);
        }
        catch (TimeoutException)
        {
            return FetchedPart.None(RecordingProblem.Away);
        }
        finally
        {
            _asked.TryRemove(question, out _);
        }
    }
}
