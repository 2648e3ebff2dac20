using RadioNet.Api;

namespace RadioNet.Core.Records.Traces;

/// <summary>What one node knows of a call, in messages that a link has room for.</summary>
internal static class TraceParts
{
    /// <summary>Marks of one message: some 15 kB.</summary>
    private const int MostMarks = 256;

    /// <summary>Messages of one node: what is more is left out.</summary>
    private const int MostParts = 32;

    /// <summary>A record that is larger, of a call with very many spurts, is left out.</summary>
    private const int LargestRecord = 256 * 1024;

    /// <summary>The year 2200, in microseconds since 1970: that and an offset are still a time.</summary>
    private const long LatestTime = 7_258_118_400_000_000;

    /// <summary>The first message has the record; each but the first has marks.</summary>
    public static IEnumerable<TraceAnswer> Of(string node, NodeTrace trace, Call? record)
    {
        var first = new TraceAnswer { Answered = { node } };
        if (record is not null || trace.Spurts.Count > 0)
        {
            first.Part = new NodeTrace { Node = node };
            first.Call = record?.CalculateSize() <= LargestRecord ? record : null;
        }

        yield return first;
        foreach (var part in Pieces(trace.Spurts).Take(MostParts))
        {
            yield return new TraceAnswer { Part = new NodeTrace { Node = node, Spurts = { part } } };
        }
    }

    /// <summary>Whether what another node says can be looked at: its times are times.</summary>
    public static bool IsSound(TraceAnswer answer) =>
        (answer.Part is not { } part || (Math.Abs((double)part.ClockOffset) < LatestTime && part.ClockError < LatestTime
            && part.Spurts.All(spurt => spurt.Marks.All(mark => mark.At is >= 0 and < LatestTime))))
        && (answer.Call is not { } call || (LocalRecords.IsTime(call.Started) && (call.Ended is null || LocalRecords.IsTime(call.Ended))
            && call.Decisions.All(decision => LocalRecords.IsTime(decision.At))
            && call.Spurts.All(spurt => LocalRecords.IsTime(spurt.Started) && (spurt.Ended is null || LocalRecords.IsTime(spurt.Ended)))));

    private static IEnumerable<List<SpurtMarks>> Pieces(IEnumerable<SpurtMarks> spurts)
    {
        var piece = new List<SpurtMarks>();
        foreach (var spurt in spurts.SelectMany(Split))
        {
            if (piece.Sum(one => one.Marks.Count) + spurt.Marks.Count > MostMarks && piece.Count > 0)
            {
                yield return piece;
                piece = [];
            }

            piece.Add(spurt);
        }

        if (piece.Count > 0)
        {
            yield return piece;
        }
    }

    private static IEnumerable<SpurtMarks> Split(SpurtMarks spurt)
    {
        var left = spurt.LeftOut;
        foreach (var marks in spurt.Marks.Chunk(MostMarks))
        {
            yield return new SpurtMarks { Call = spurt.Call, Spurt = spurt.Spurt, Marks = { marks }, LeftOut = left };
            left = 0;
        }
    }
}
