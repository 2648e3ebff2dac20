using System.Collections.Concurrent;
using RadioNet.Api;
using RadioNet.Core.Records;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;

namespace RadioNet.Core.Ports.Sites;

/// <summary>The alarms about base stations: their own, and those that their node notices.</summary>
internal sealed class StationAlarms(IAlarmBook alarms)
{
    private const string Self = "radionet";

    /// <summary>A base station's own kinds come behind this, so that they never meet the node's.</summary>
    private const string StationPrefix = "station-";

    /// <summary>Kinds of its own that one base station may have open or have had: more are dropped.</summary>
    private const int MostKinds = 64;

    private readonly ConcurrentDictionary<(string Station, string Kind, string Subject), bool> _said = new();
    private readonly ConcurrentDictionary<string, bool> _voiceMissing = new();

    /// <summary>It is there, with a new way for voice.</summary>
    public void Attached(AttachedStation station)
    {
        _voiceMissing.TryRemove(station.Name, out _);
        _ = alarms.ClearAsync(AlarmKind.StationLost, station.Name, Self);
        _ = alarms.ClearAsync(AlarmKind.VoiceBlocked, station.Name, Self);
    }

    public void Lost(AttachedStation station) => _ = alarms.RaiseAsync(AlarmKind.StationLost, station.Name, new LocalizedText(
        $"Mất liên lạc với trạm gốc {station.Name}. Trạm vẫn tự chạy với quy hoạch cuối cùng; hãy kiểm tra đường truyền và nguồn điện.",
        $"The base station {station.Name} is not attached any more. It goes on by itself with its last plan; check the line and the power there."));

    /// <summary>A station attached again and again while it was attached and alive.</summary>
    public void TwoBoxes(AttachedStation station) => _ = alarms.RaiseAsync(AlarmKind.TwoBoxesOneId, station.Name, new LocalizedText(
        $"Trạm gốc {station.Name} kết nối lại nhiều lần khi vẫn đang kết nối. Có hai máy dùng cùng một chứng thư và một tên? Hãy tắt một máy, hoặc đổi tên của nó.",
        $"The base station {station.Name} attaches again and again while it is attached. Do two boxes have one certificate and one name? Stop one, or give it another name."));

    /// <summary>It left in order: whoever serves it now has its alarms.</summary>
    public void Left(AttachedStation station) => Clear((site, baseStation, _) => (site, baseStation) == (station.Site, station.BaseStation));

    /// <summary>The plan has these stations alone.</summary>
    public void Planned(Func<string, string, bool> isPlanned) => Clear((site, baseStation, _) => !isPlanned(site, baseStation));

    /// <summary>All alarms that a station has: what was open and is not among them ended while nobody listened.</summary>
    public void SaidAll(AttachedStation station, OpenAlarms said)
    {
        var open = said.Alarms.Where(alarm => !alarm.Cleared).Take(MostKinds).ToList();
        var stay = open.Select(alarm => KeyOf(station, alarm)).ToHashSet();
        Clear((site, baseStation, own) => (site, baseStation) == (station.Site, station.BaseStation) && own is { } key && !stay.Contains(key));
        open.ForEach(alarm => Said(station, alarm));
    }

    public void Applied(AttachedStation station, StationPlanApplied applied)
    {
        if (applied.Problems.Count == 0)
        {
            _ = alarms.ClearAsync(AlarmKind.StationPlan, station.Name, Self);
            return;
        }

        _ = alarms.RaiseAsync(AlarmKind.StationPlan, station.Name, new LocalizedText(
            $"Trạm gốc {station.Name} không làm theo hết quy hoạch, bản {applied.Revision}: {string.Join(" ", applied.Problems.Select(p => p.Vi))}",
            $"The base station {station.Name} could not do all of the plan, revision {applied.Revision}: {string.Join(" ", applied.Problems.Select(p => p.En))}"));
    }

    public void Said(AttachedStation station, StationAlarm alarm)
    {
        var (kind, subject) = KeyOf(station, alarm);
        if (alarm.Cleared)
        {
            _said.TryRemove((station.Name, kind, subject), out _);
            _ = alarms.ClearAsync(kind, subject, Self);
        }
        else if (_said.ContainsKey((station.Name, kind, subject)) || _said.Keys.Count(key => key.Station == station.Name) < MostKinds)
        {
            _said[(station.Name, kind, subject)] = true;
            _ = alarms.RaiseAsync(kind, subject, new LocalizedText(Short(alarm.Text?.Vi), Short(alarm.Text?.En)));
        }
    }

    public void VoiceMissing(AttachedStation station)
    {
        _voiceMissing[station.Name] = true;
        _ = alarms.RaiseAsync(AlarmKind.VoiceBlocked, station.Name, new LocalizedText(
            $"Trạm gốc {station.Name} báo có máy phát nhưng thoại không tới. Hãy mở cổng UDP thoại của nút này trên tường lửa.",
            $"The base station {station.Name} reports a talker, but no voice comes. Open this node's voice UDP port in the firewall."));
    }

    public void VoiceHeard(AttachedStation station)
    {
        if (!_voiceMissing.IsEmpty && _voiceMissing.TryRemove(station.Name, out _))
        {
            _ = alarms.ClearAsync(AlarmKind.VoiceBlocked, station.Name, Self);
        }
    }

    private static (string Kind, string Subject) KeyOf(AttachedStation station, StationAlarm alarm) =>
        (StationPrefix + Short(alarm.Kind), $"{station.Name}/{Short(alarm.Subject)}");

    /// <summary>Clears the alarms about base stations that a rule picks, by site, base station, and the key of those of its own.</summary>
    private void Clear(Func<string, string, (string Kind, string Subject)?, bool> isOver)
    {
        foreach (var alarm in alarms.Open.Where(alarm => alarm.Made is null))
        {
            // SITE/BASE-STATION of the node's kinds, SITE/BASE-STATION/SUBJECT of the station's own.
            var parts = alarm.Subject.Split('/', 3);
            var isOwn = parts.Length == 3 && alarm.Kind.StartsWith(StationPrefix, StringComparison.Ordinal);
            var isNodes = parts.Length == 2 && alarm.Kind is (AlarmKind.StationLost or AlarmKind.StationPlan or AlarmKind.VoiceBlocked);
            if ((isOwn || isNodes) && isOver(parts[0], parts[1], isOwn ? (alarm.Kind, alarm.Subject) : null))
            {
                var name = $"{parts[0]}/{parts[1]}";
                _said.TryRemove((name, alarm.Kind, alarm.Subject), out _);
                if (alarm.Kind == AlarmKind.VoiceBlocked)
                {
                    _voiceMissing.TryRemove(name, out _);
                }

                _ = alarms.ClearAsync(alarm.Kind, alarm.Subject, Self);
            }
        }
    }

    private static string Short(string? said) => StationWords.Short(said);
}
