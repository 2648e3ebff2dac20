using RadioNet.Voice.Recording;

namespace RadioNet.Core.Recordings;

/// <summary>Which files hold what was said lately on each talkgroup. Safe from any thread.</summary>
internal sealed class RecentRecordings(TimeProvider time)
{
    /// <summary>For how long what was said is lately.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<Recent> _all = [];

    /// <summary>A recording began.</summary>
    public void Begin(RecordingHeader header, string path)
    {
        lock (_gate)
        {
            _all.Add(new Recent(header, path, null));
        }
    }

    /// <summary>A recording was closed, and lies elsewhere.</summary>
    public void Close(RecordingHeader header, string path)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _all.RemoveAll(recent => recent.Header == header || (recent.Closed is { } closed && time.GetElapsedTime(closed, now) > Span));
            _all.Add(new Recent(header, path, now));
        }
    }

    /// <summary>The files of a talkgroup that may hold something of the last time, oldest first.</summary>
    public IReadOnlyList<string> Of(uint talkgroup)
    {
        lock (_gate)
        {
            return [.. _all.Where(recent => recent.Header.Talkgroup == talkgroup && (recent.Closed is not { } closed || time.GetElapsedTime(closed) <= Span))
                .OrderBy(recent => recent.Header.Started).Select(recent => recent.Path)];
        }
    }

    private sealed record Recent(RecordingHeader Header, string Path, long? Closed);
}
