using System.Collections.Concurrent;
using RadioNet.CallControl;
using RadioNet.Core.Records;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>The alarms about the links to the nodes below this one and above it; when they are raised and cleared is what is known of an outage afterwards.</summary>
internal sealed class TierAlarms(IAlarmBook alarms, IPlanView plan)
{
    private readonly ConcurrentDictionary<string, bool> _hears = new();

    /// <summary>It is there, here or further down, or it left in order: nothing is lost.</summary>
    public void NotLost(string node) => _ = alarms.ClearAsync(AlarmKind.NodeLost, node, AlarmRecord.Itself);

    public void Lost(string node) => _ = alarms.RaiseAsync(AlarmKind.NodeLost, node, new LocalizedText(
        $"Mất liên lạc với nút {node}. Nút đó vẫn phục vụ địa bàn của nó; hãy kiểm tra đường truyền và nguồn điện.",
        $"Node {node} is not attached any more. It goes on serving its places; check the line and the power there."));

    /// <summary>Whether voice comes from an attached node; raises and clears when that has changed.</summary>
    public void Voice(string node, bool comes)
    {
        if (_hears.TryGetValue(node, out var before) && before == comes)
        {
            return;
        }

        _hears[node] = comes;
        _ = comes
            ? alarms.ClearAsync(AlarmKind.NodeVoiceBlocked, node, AlarmRecord.Itself)
            : alarms.RaiseAsync(AlarmKind.NodeVoiceBlocked, node, new LocalizedText(
                $"Nút {node} đã kết nối nhưng thoại của nút đó không tới. Hãy mở cổng UDP thoại của nút này trên tường lửa.",
                $"Node {node} is attached, but no voice comes from it. Open this node's voice UDP port in the firewall."));
    }

    /// <summary>This node is attached to a node above it.</summary>
    public void UplinkUp()
    {
        foreach (var alarm in alarms.Open.Where(alarm => alarm.Kind == AlarmKind.UplinkLost && alarm.Made is null))
        {
            _ = alarms.ClearAsync(alarm.Kind, alarm.Subject, AlarmRecord.Itself);
        }
    }

    public void UplinkLost(string parent) => _ = alarms.RaiseAsync(AlarmKind.UplinkLost, parent, new LocalizedText(
        $"Nút này mất liên lạc với {parent} ở cấp trên và tự phục vụ địa bàn của mình. Hãy kiểm tra đường truyền.",
        $"This node has lost {parent} above it, and serves its places by itself. Check the line."));

    /// <summary>
    /// No node above has answered since the start; once, and not when one was lost before the start and is still told of. The plan says
    /// which it would be.
    /// </summary>
    public void UplinkNeverUp(string self)
    {
        if (!alarms.Open.Any(alarm => alarm is { Kind: AlarmKind.UplinkLost, Made: null }) && plan.Current.Nodes.ParentOf(self) is { } parent)
        {
            _ = alarms.RaiseAsync(AlarmKind.UplinkLost, parent, new LocalizedText(
                $"Từ khi khởi động, nút này chưa liên lạc được với {parent} ở cấp trên và tự phục vụ địa bàn của mình. Hãy kiểm tra đường truyền.",
                $"This node has not reached {parent} above it since its start, and serves its places by itself. Check the line."));
        }
    }

    /// <summary>The plan has these nodes alone.</summary>
    public void Planned(Func<string, bool> isPlanned)
    {
        foreach (var alarm in alarms.Open.Where(alarm => alarm.Kind == AlarmKind.NodeLost && !isPlanned(alarm.Subject)))
        {
            NotLost(alarm.Subject);
        }

        foreach (var alarm in alarms.Open.Where(alarm => alarm is { Kind: AlarmKind.NodeVoiceBlocked, Made: null } && !isPlanned(alarm.Subject)))
        {
            Voice(alarm.Subject, comes: true);
            _hears.TryRemove(alarm.Subject, out _);
        }
    }
}
