using Microsoft.Extensions.Logging;
using RadioNet.Api;

namespace RadioNet.BaseStation.Hosting;

/// <summary>The station's alarms that are not over; what no node hears now, the next one hears. Safe from any thread.</summary>
/// <param name="send">The way to the node.</param>
/// <param name="log">Where they are told too.</param>
internal sealed partial class StationAlarms(Func<FromBaseStation, bool> send, ILogger<StationAlarms> log)
{
    private readonly Dictionary<(string Kind, string Subject), StationAlarm> _open = [];

    /// <summary>Raises or clears an alarm.</summary>
    public void Say(StationAlarm alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        if (!alarm.Cleared)
        {
            LogAlarm(log, alarm.Kind, alarm.Subject, alarm.Text.En);
        }

        // Under the lock: a node that is told of all of them is told in the same order of what changes.
        lock (_open)
        {
            if (alarm.Cleared)
            {
                _open.Remove((alarm.Kind, alarm.Subject));
            }
            else
            {
                _open[(alarm.Kind, alarm.Subject)] = alarm;
            }

            send(new FromBaseStation { Alarm = alarm });
        }
    }

    /// <summary>Clears all alarms about a subject.</summary>
    public void Clear(string subject)
    {
        List<StationAlarm> over;
        lock (_open)
        {
            over = [.. _open.Values.Where(alarm => alarm.Subject == subject)];
        }

        over.ForEach(alarm => Say(new StationAlarm(alarm) { Cleared = true }));
    }

    /// <summary>Tells a node of all of them.</summary>
    public void TellAll()
    {
        lock (_open)
        {
            send(new FromBaseStation { OpenAlarms = new OpenAlarms { Alarms = { _open.Values } } });
        }
    }

    [LoggerMessage(EventId = 5004, Level = LogLevel.Warning, Message = "{Kind} {Subject}: {Text}")]
    private static partial void LogAlarm(ILogger logger, string kind, string subject, string text);
}
