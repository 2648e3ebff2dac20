using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Registration;

/// <summary>
/// How an emergency becomes known to people. Whatever becomes of the call, the alarm is raised: also for a radio that was
/// denied the floor. A radio that the plan has not, or has barred, raises none; its denied request says that it was one.
/// </summary>
internal static class EmergencyAlarm
{
    /// <param name="context">The plan and the clock.</param>
    /// <param name="outbox">Takes the alarm.</param>
    /// <param name="stream">What was heard.</param>
    /// <param name="site">Where.</param>
    /// <param name="call">The call, where it has one.</param>
    /// <param name="sites">Where else the call goes.</param>
    public static void Raise(RulesContext context, Outbox outbox, HeardStream stream, string site, CallId? call, params IEnumerable<string> sites)
    {
        var plan = context.Plan.Current;
        if (plan.TrySubscriber(stream.Source, out var subscriber) ? !subscriber.Stunned : plan.TryUser(stream.Source, out _))
        {
            outbox.Send(
                Address.Alarms,
                new ToAlarms.Emergency(stream.Source, stream.Target, site, call?.ToString(), context.Time.GetUtcNow())
                {
                    Sites = [.. sites.Append(site).Distinct().Order(StringComparer.Ordinal)],
                });
        }
    }
}
