using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using RadioNet.Api;
using RadioNet.Core.Records.Outages;
using RadioNet.Simulator.Conversations;
using OutageEdit = RadioNet.Core.Records.Outages.OutageEdit;

namespace RadioNet.Command.Demo.Drill;

/// <summary>What was measured in a drill: by the virtual radios what was heard, by the nodes' records what was written down.</summary>
internal sealed record DrillFigures
{
    public required DrillTimes Times { get; init; }

    public required int Turns { get; init; }

    /// <summary>Turns that this machine could not send at their pace; they are not judged.</summary>
    public required int HeldUp { get; init; }

    /// <summary>Turns before the cut that not all sites heard whole.</summary>
    public required int LostBefore { get; init; }

    /// <summary>
    /// From the cut to the first frame that somebody else heard of a later press, on a talkgroup whose home was at the other side: at
    /// the side that was cut off, and at the other; null when none was heard.
    /// </summary>
    public required TimeSpan? FirstGrantBelow { get; init; }

    public required TimeSpan? FirstGrantAbove { get; init; }

    /// <summary>From a press that not all other sites of its side heard whole to the next that they did, the longest of each side and talkgroup; null when it did not come back.</summary>
    public required ImmutableArray<(bool Below, uint Group, TimeSpan? Longest)> Unusable { get; init; }

    /// <summary>Turns while the line was dead, later than the time that nodes are given, that not all other sites of their side heard whole; each with where.</summary>
    public required ImmutableArray<string> LostWhileParted { get; init; }

    /// <summary>Turns while the line was dead of which something was heard at the other side: then it was not dead.</summary>
    public required int Crossed { get; init; }

    /// <summary>From the line's return to the first press from which on all sites heard every turn whole; null when that did not come.</summary>
    public required TimeSpan? Joined { get; init; }

    /// <summary>Calls that the nodes' own records have.</summary>
    public required int Calls { get; init; }

    /// <summary>Calls among them that the province's records have not, or more than once.</summary>
    public required int NotOnce { get; init; }

    /// <summary>Turns that were heard and stand in no call of the province's records, or in more than one; each with how often.</summary>
    public required ImmutableArray<string> TurnsNotOnce { get; init; }

    /// <summary>Emergencies that were raised while the line was dead.</summary>
    public required int Alarms { get; init; }

    /// <summary>Those of them that the province does not have once.</summary>
    public required int AlarmsNotOnce { get; init; }

    /// <summary>The changes of the plan that were made at the node while it was cut off.</summary>
    public required ImmutableArray<OutageEdit> Edits { get; init; }

    /// <summary>The longest that a talkgroup was unusable on a side; null when one did not come back.</summary>
    public TimeSpan? LongestUnusable => Unusable.Any(one => one.Longest is null) ? null : Unusable.Max(one => one.Longest);

    /// <summary>Counts what was heard.</summary>
    /// <param name="network">The virtual radios.</param>
    /// <param name="all">All turns, over for long enough.</param>
    /// <param name="times">What happened to the line.</param>
    /// <param name="isHomeBelow">Whether a talkgroup's home is at the side that was cut off.</param>
    /// <param name="own">What each node wrote down itself.</param>
    /// <param name="province">What the province has.</param>
    /// <param name="alarms">The province's alarms.</param>
    /// <param name="edits">What was changed in the plan while the line was dead.</param>
    public static DrillFigures Of(
        VirtualNetwork network, ImmutableArray<DrillTurn> all, DrillTimes times, Func<uint, bool> isHomeBelow,
        IReadOnlyCollection<Call> own, IReadOnlyCollection<Call> province, IReadOnlyCollection<Alarm> alarms, ImmutableArray<OutageEdit> edits)
    {
        DrillTurn[] turns = [.. all.Where(turn => !turn.IsHeldUp(network)).OrderBy(turn => turn.Began)];
        DrillTurn[] before = [.. turns.Where(turn => turn.Ended < times.Cut)];
        DrillTurn[] afterCut = [.. all.Where(turn => turn.Began > times.Cut && turn.Ended < times.Mended)];
        DrillTurn[] parted = [.. afterCut.Where(turn => !turn.IsHeldUp(network))];
        DrillTurn[] after = [.. turns.Where(turn => turn.Began > times.Mended)];
        var once = province.ToLookup(call => call.Id);
        return new()
        {
            Times = times,
            Turns = all.Length,
            HeldUp = all.Length - turns.Length,
            LostBefore = before.Count(turn => !turn.IsHeardNear(network) || !turn.IsHeardFar(network)),
            FirstGrantBelow = FirstGrant(network, afterCut.Where(turn => turn.Below && !isHomeBelow(turn.Group)), times),
            FirstGrantAbove = FirstGrant(network, afterCut.Where(turn => !turn.Below && isHomeBelow(turn.Group)), times),
            Unusable =
            [
                .. turns.Where(turn => turn.Ended >= times.Cut).GroupBy(turn => (turn.Below, turn.Group))
                    .Select(side => (side.Key.Below, side.Key.Group, Longest(network, side))),
            ],
            LostWhileParted =
            [
                .. parted.Where(turn => times.SinceCut(turn.Began) > DrillVerdict.MostUnusable && !turn.IsHeardNear(network)).Select(turn => turn.Missed(network)),
            ],
            Crossed = parted.Count(turn => turn.CrossedOver(network)),
            Joined = JoinedOf(network, after, times),
            Calls = own.Count,
            NotOnce = own.Count(call => once[call.Id].Count() != 1),
            TurnsNotOnce =
            [
                .. turns.Where(turn => !StandsOnce(network, turn, times, province)).Select(turn => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{turn.Spoken.Radio.Id} → {turn.Group}, {turn.Spoken.Started.UtcDateTime:HH:mm:ss.fff}: {DrillRecords.CountOf(turn, province)}")),
            ],
            Edits = edits,
            Alarms = all.Count(turn => turn.Spoken.IsEmergency),
            AlarmsNotOnce = all.Where(turn => turn.Spoken.IsEmergency)
                .Count(turn => alarms.Count(alarm => alarm.Kind == "emergency" && alarm.Subject == $"{turn.Spoken.Radio.Id}") != 1),
        };
    }

    /// <summary>The first press from which on everybody hears everybody; null when there are too few of them on some talkgroup and side.</summary>
    public static TimeSpan? JoinedOf(VirtualNetwork network, IEnumerable<DrillTurn> after, DrillTimes times)
    {
        const int enough = 2;
        var sides = after.GroupBy(turn => (turn.Below, turn.Group)).Select(side =>
            side.OrderByDescending(turn => turn.Began).TakeWhile(turn => turn.IsHeardNear(network) && turn.IsHeardFar(network)).ToList()).ToList();
        return sides.Count == 0 || sides.Any(side => side.Count < enough) ? null : sides.Max(side => times.SinceMended(side[^1].Began));
    }

    private static TimeSpan? FirstGrant(VirtualNetwork network, IEnumerable<DrillTurn> presses, DrillTimes times)
    {
        var heard = presses.SelectMany(turn => turn.Near.Select(site => network.HeardBy(turn.Spoken, site).First)).OfType<long>().ToList();
        return heard.Count == 0 ? null : times.SinceCut(heard.Min());
    }

    private static TimeSpan? Longest(VirtualNetwork network, IEnumerable<DrillTurn> side)
    {
        var (longest, since) = (TimeSpan.Zero, (DrillTurn?)null);
        foreach (var turn in side)
        {
            if (!turn.IsHeardNear(network))
            {
                since ??= turn;
            }
            else if (since is not null)
            {
                var span = Stopwatch.GetElapsedTime(since.Began, turn.Began);
                (longest, since) = (span > longest ? span : longest, null);
            }
        }

        return since is null ? longest : null;
    }

    /// <summary>A turn at the cut or the return may stand on both sides: granted there, and, when no word of that came, here.</summary>
    private static bool StandsOnce(VirtualNetwork network, DrillTurn turn, DrillTimes times, IEnumerable<Call> province)
    {
        var count = DrillRecords.CountOf(turn, province);
        var isAtChange = turn.Began <= times.Cut && turn.Ended >= times.Cut || turn.Began <= times.Mended && turn.Ended >= times.Mended;
        return count == 1 || count == 0 && !turn.IsHeardNear(network) || count == 2 && isAtChange;
    }
}
