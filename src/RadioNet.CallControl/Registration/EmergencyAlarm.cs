using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Registration;

/// <summary>
/// How an emergency becomes known to people. Whatever becomes of the call, the alarm is raised: also for a radio that was
/// denied the floor. A radio that the plan has not, or has barred, raises none; its denied request says that it was one.
/// </summary>
internal static class EmergencyAlarm
{
    public static void Raise(RulesContext context, Outbox outbox, HeardStream stream, string site, CallId? call)
    {
        if (context.Plan.Current.TrySubscriber(stream.Source, out var subscriber) && !subscriber.Stunned)
        {
            outbox.Send(
                Address.Alarms,
                new ToAlarms.Emergency(stream.Source, stream.Target, site, call?.ToString(), context.Time.GetUtcNow()));
        }
    }
}
