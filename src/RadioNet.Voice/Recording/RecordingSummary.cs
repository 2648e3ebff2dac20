namespace RadioNet.Voice.Recording;

/// <summary>What a recording's file holds, and what of it is missing.</summary>
public sealed record RecordingSummary
{
    /// <summary>Which call it is of; null when the file does not even say that.</summary>
    public RecordingHeader? Header { get; private init; }

    /// <summary>The talkers' turns, in order, each as it was last said.</summary>
    public IReadOnlyList<RecordingSpurt> Spurts { get; private init; } = [];

    /// <summary>How it was closed; null when it was not, or its end is lost.</summary>
    public RecordingEnd? End { get; private init; }

    /// <summary>The frames that are there.</summary>
    public uint Frames { get; private init; }

    /// <summary>The bursts that the sequence numbers say were lost on the way to the recorder.</summary>
    public uint Missing { get; private init; }

    /// <summary>The bursts that came and were not recorded.</summary>
    public uint Unrecorded { get; private init; }

    /// <summary>When the last frame that is there came, microseconds since the recording began; 0 when there is none.</summary>
    public long LastAt { get; private init; }

    /// <summary>Octets that are whole.</summary>
    public int Whole { get; private init; }

    /// <summary>Octets of a cut or damaged end, or behind it.</summary>
    public int Rest { get; private init; }

    /// <summary>Whether the rest is a record that was cut off; else, when there is a rest, it is damaged.</summary>
    public bool IsCut { get; private init; }

    /// <summary>Whether nothing is missing of the file.</summary>
    public bool IsWhole => Header is not null && End is { } end && end.Frames == Frames && Rest == 0;

    /// <summary>Reads a file through. Never throws: what does not read is the rest.</summary>
    public static RecordingSummary Of(ReadOnlySpan<byte> file)
    {
        var reader = new RecordingReader(file);
        RecordingHeader? header = null;
        RecordingEnd? end = null;
        var spurts = new List<RecordingSpurt>();
        uint frames = 0, missing = 0, unrecorded = 0;
        long last = 0;
        while (end is null && reader.Read())
        {
            switch (reader.Kind)
            {
                case RecordingKind.Header when RecordingHeader.TryRead(reader.Body, out RecordingHeader said):
                    header ??= said;
                    break;
                case RecordingKind.Spurt when RecordingSpurt.TryRead(reader.Body, out RecordingSpurt spurt):
                    int known = spurts.FindLastIndex(one => one.Index == spurt.Index);
                    if (known < 0) spurts.Add(spurt);
                    else spurts[known] = spurt;
                    break;
                case RecordingKind.Frame when RecordingFrame.TryRead(reader.Body, out RecordingFrame frame):
                    (frames, missing, last) = (frames + 1, missing + frame.Missing, frame.At);
                    break;
                case RecordingKind.Gap when RecordingGap.TryRead(reader.Body, out RecordingGap gap):
                    unrecorded += gap.Count;
                    break;
                case RecordingKind.End when RecordingEnd.TryRead(reader.Body, out RecordingEnd closed):
                    end = closed;
                    break;
            }
        }

        return new RecordingSummary
        {
            Header = header,
            Spurts = spurts,
            End = end,
            Frames = frames,
            Missing = missing,
            Unrecorded = unrecorded,
            LastAt = last,
            Whole = reader.Whole,
            Rest = reader.Rest,
            IsCut = reader.IsCut,
        };
    }
}
