using Microsoft.Extensions.Logging;
using RadioNet.Core.Records;
using RadioNet.Plan.Model;
using RadioNet.Voice.Recording;

namespace RadioNet.Core.Recordings;

/// <summary>What the recorder does with the disk, and what it says of it.</summary>
internal sealed partial class Recorder
{
    private bool _isRefused;

    /// <summary>Asks the disk for something; what it refuses raises the alarm, and what it does again clears it.</summary>
    private bool Try(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            Refused(disk);
            return false;
        }
    }

    private void FlushAll()
    {
        foreach (var recording in _open.Values)
        {
            if (!recording.IsDirty)
            {
                continue;
            }

            var before = recording.Told(default).Unrecorded;
            if (recording.TryFlush(out var refused))
            {
                Taken();
            }
            else
            {
                Interlocked.Add(ref _refused, recording.Told(default).Unrecorded - before);
                Refused(refused!);
            }
        }
    }

    private void CloseWhatIsOver()
    {
        foreach (var recording in _unclosed.ToArray())
        {
            _unclosed.Remove(recording);
            Close(recording, RecordingEndReason.Over);
        }

        foreach (var recording in _open.Values.ToArray())
        {
            var silence = _time.GetElapsedTime(recording.LastHeard);
            if (recording.IsTalking && silence > LongestPause)
            {
                recording.EndSilent();
            }

            if (!recording.IsTalking && (silence > LongestSilence || Names.IsOver(recording.Call)))
            {
                Close(recording, RecordingEndReason.Over);
            }
        }
    }

    private void Close(OpenRecording recording, RecordingEndReason why)
    {
        _open.Remove(recording.Call);
        foreach (var stream in _talking.Where(talking => talking.Value == recording).Select(talking => talking.Key).ToArray())
        {
            _talking.Remove(stream);
        }

        var file = RecordingFolder.FileOf(recording.Header);
        if (recording.TryClose(why, out var sha256, out var refused) && _isLoaded
            && Try(() => RecordingRecovery.Settle(_folder, _chain, recording.Path, EntryOf(recording, why, file, sha256))))
        {
            Interlocked.Increment(ref _closed);
            _recent.Close(recording.Header, _folder.PathOf(file)!);
            Taken();
            return;
        }

        if (refused is not null)
        {
            Refused(refused);
        }

        if (sha256.Length == 0 && !_isStopped && _unclosed.Count < MostUnclosed)
        {
            _unclosed.Add(recording);
        }
        else
        {
            // It is closed and not in the chain, or never will be closed here: it is found where it was written, soon or at the next start.
            recording.Dispose();
            _isLoaded &= sha256.Length == 0;
        }
    }

    private static RecordingEntry EntryOf(OpenRecording recording, RecordingEndReason why, string file, byte[] sha256)
    {
        var told = recording.Told(why);
        return RecordingRecovery.EntryOf(recording.Header, told, file, recording.Octets, sha256) with
        {
            Radios = recording.Radios,
            Sites = [.. recording.Sites],
            Spurts = recording.Spurts,
        };
    }

    private void Refused(Exception why)
    {
        if (!_isRefused)
        {
            LogRefused(why);
        }

        _isRefused = true;
        _ = _alarms.RaiseAsync(AlarmKind.RecordingStopped, "disk", new LocalizedText(
            "Đĩa của thư mục dữ liệu không nhận bản ghi âm: cuộc gọi vẫn chạy nhưng không được ghi âm. Hãy giải phóng dung lượng hoặc kiểm tra quyền ghi; ghi âm sẽ tự tiếp tục.",
            "The data folder's disk takes no recordings: calls go on and are not recorded. Free some space or check the rights; recording goes on by itself."));
    }

    private void Taken()
    {
        if (_isRefused && _isLoaded)
        {
            _isRefused = false;
            LogTaken();
            _ = _alarms.ClearAsync(AlarmKind.RecordingStopped, "disk", AlarmRecord.Itself);
        }
    }

    private void SayLost()
    {
        if (Ring.Lost is var lost && lost > _lostSaid)
        {
            _lostSaid = lost;
            _ = _alarms.RaiseAsync(AlarmKind.RecordsGap, "recordings", new LocalizedText(
                "Hàng đợi ghi âm đã đầy, một số cụm thoại không được ghi. Đĩa quá chậm hoặc máy quá tải.",
                "The recorder's queue was full and some bursts were not recorded. The disk is too slow or the machine overloaded."));
        }
    }

    [LoggerMessage(EventId = 1161, Level = LogLevel.Error, Message = "The disk takes no recordings; calls go on")]
    private partial void LogRefused(Exception exception);

    [LoggerMessage(EventId = 1162, Level = LogLevel.Information, Message = "The disk takes recordings again")]
    private partial void LogTaken();

    [LoggerMessage(EventId = 1163, Level = LogLevel.Warning, Message = "The recording of call {Call} was open when the node ended; it is closed now: {File}")]
    private partial void LogRecovered(string call, string file);

    [LoggerMessage(EventId = 1164, Level = LogLevel.Error, Message = "The recorder failed at something; it goes on")]
    private partial void LogDefect(Exception exception);
}
