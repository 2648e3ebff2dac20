using RadioNet.Core.Records;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>The alarms about the nodes below this one.</summary>
internal sealed class TierAlarms(IAlarmBook alarms)
{
    private const string Self = "radionet";

    /// <summary>It is there, here or further down, or it left in order: nothing is lost.</summary>
    public void NotLost(string node) => _ = alarms.ClearAsync(AlarmKind.NodeLost, node, Self);

    public void Lost(string node) => _ = alarms.RaiseAsync(AlarmKind.NodeLost, node, new LocalizedText(
        $"Mất liên lạc với nút {node}. Nút đó vẫn phục vụ địa bàn của nó; hãy kiểm tra đường truyền và nguồn điện.",
        $"Node {node} is not attached any more. It goes on serving its places; check the line and the power there."));

    /// <summary>The plan has these nodes alone.</summary>
    public void Planned(Func<string, bool> isPlanned)
    {
        foreach (var alarm in alarms.Open.Where(alarm => alarm.Kind == AlarmKind.NodeLost && !isPlanned(alarm.Subject)))
        {
            NotLost(alarm.Subject);
        }
    }
}
