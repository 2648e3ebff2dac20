using RadioNet.Plan.Model;

namespace RadioNet.Core.Records;

/// <summary>The node's alarms. Safe from any thread.</summary>
public interface IAlarmBook
{
    /// <summary>
    /// Raises an alarm, or repeats the one of the same kind and subject that is not cleared. The task ends when it is on disk: true, or
    /// when it could not be stored: false; then it may be in memory, and stored later. Who must not wait does not await it: it never fails.
    /// </summary>
    Task<bool> RaiseAsync(string kind, string subject, LocalizedText text);

    /// <summary>Raises or repeats an alarm that concerns sites: who serves them may be shown it.</summary>
    Task<bool> RaiseAsync(string kind, string subject, LocalizedText text, IReadOnlyList<string> sites) => RaiseAsync(kind, subject, text);

    /// <summary>Acknowledges; null when there is no such alarm. When the task ends it is on disk.</summary>
    Task<AlarmRecord?> AcknowledgeAsync(long id, string who);

    /// <summary>Clears; null when there is no such alarm. When the task ends it is on disk.</summary>
    Task<AlarmRecord?> ClearAsync(long id, string who);

    /// <summary>Clears the alarm of a kind and subject, when there is one, because what it was about is over.</summary>
    Task ClearAsync(string kind, string subject, string who);

    /// <summary>The alarms that are not cleared, newest first.</summary>
    IReadOnlyList<AlarmRecord> Open { get; }

    /// <summary>Alarms with a number below <paramref name="before"/>, cleared ones too, newest first.</summary>
    IReadOnlyList<AlarmRecord> List(long before, int limit);
}
