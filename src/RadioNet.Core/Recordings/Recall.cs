using RadioNet.Voice.Recording;

namespace RadioNet.Core.Recordings;

/// <summary>Puts together what was said on a talkgroup lately, from the files that hold it.</summary>
internal sealed class Recall(RecentRecordings recent, TimeProvider time, string node)
{
    /// <summary>The last 30 s as a recording's file, whose call is empty; null when nothing was said. What is not on disk yet, a quarter of a second, is not in it.</summary>
    public byte[]? Of(uint talkgroup)
    {
        var from = time.GetUtcNow() - RecentRecordings.Span;
        using var file = new MemoryStream();
        var room = new byte[RecordingFormat.LongestRecord];
        var made = new RecordingEnd(0, 0, 0, 0, RecordingEndReason.Over);
        ushort index = 0;
        foreach (var path in recent.Of(talkgroup))
        {
            if (RecordingFolder.Read(path) is not { } octets || RecordingSummary.Of(octets).Header is not { } header)
            {
                continue;
            }

            if (file.Length == 0)
            {
                file.Write(RecordingFormat.Magic);
                file.Write(room.AsSpan(0, (header with { Started = from, Part = 1, Node = node, Call = "" }).Write(room)));
            }

            made = Copy(octets, (long)(header.Started - from).TotalMicroseconds, file, room, ref index, made);
        }

        if (made.Frames == 0)
        {
            return null;
        }

        file.Write(room.AsSpan(0, made.Write(room)));
        return file.ToArray();
    }

    /// <summary>Copies the frames that came late enough, and the spurts that they belong to.</summary>
    private static RecordingEnd Copy(byte[] octets, long shift, MemoryStream to, byte[] room, ref ushort index, RecordingEnd made)
    {
        var spurts = new Dictionary<ushort, RecordingSpurt>();
        var copied = new Dictionary<ushort, ushort>();
        var reader = new RecordingReader(octets);
        while (reader.Read())
        {
            if (reader.Kind == RecordingKind.Spurt && RecordingSpurt.TryRead(reader.Body, out var spurt))
            {
                spurts[spurt.Index] = spurt;
            }
            else if (reader.Kind == RecordingKind.Frame && RecordingFrame.TryRead(reader.Body, out var frame) && frame.At + shift >= 0)
            {
                if (!copied.TryGetValue(frame.Spurt, out var copy) && spurts.TryGetValue(frame.Spurt, out var of))
                {
                    copied[frame.Spurt] = copy = ++index;
                    to.Write(room.AsSpan(0, (of with { Index = copy, At = Math.Max(0, of.At + shift) }).Write(room)));
                }

                to.Write(room.AsSpan(0, new RecordingFrame
                {
                    Spurt = copy,
                    At = frame.At + shift,
                    Sequence = frame.Sequence,
                    Burst = frame.Burst,
                    BitErrors = frame.BitErrors,
                    Rssi = frame.Rssi,
                    Missing = frame.Missing,
                    Payload = frame.Payload,
                }.Write(room)));
                made = made with { At = frame.At + shift, Frames = made.Frames + 1, Missing = made.Missing + frame.Missing };
            }
        }

        return made;
    }
}
