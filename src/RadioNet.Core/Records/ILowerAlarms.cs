using RadioNet.Core.Storage;

namespace RadioNet.Core.Records;

/// <summary>
/// The alarms of lower nodes (contract: <c>tier_records.proto</c>): each stands here as it stands there, under a number of this node;
/// what is answered here is on its way until it comes back from there. Safe from any thread.
/// </summary>
public interface ILowerAlarms
{
    /// <summary>Something was answered that is to go down. Who listens must not wait.</summary>
    event Action? Answered;

    /// <summary>The alarms whose answer its node has not taken yet.</summary>
    IReadOnlyList<AlarmRecord> Unanswered { get; }

    /// <summary>Whether one more alarm of a lower node that is not cleared may be taken, or it is here already.</summary>
    bool HasRoom(StoreId store, long number);

    /// <summary>Takes alarms as they are at their nodes, each when it is newer. When the task ends they are on disk.</summary>
    Task TakeAsync(IReadOnlyList<AlarmRecord> alarms);

    /// <summary>Takes an answer that a higher node sent to an alarm of this node or of a lower one; an unknown one is passed over.</summary>
    Task AnswerAsync(StoreId store, long number, AlarmState wanted, string who);

    /// <summary>
    /// Takes the alarms that the parent shows to this node, each when it is newer. Those that it showed before and names no more are over.
    /// </summary>
    /// <param name="alarms">As they stand at the parent.</param>
    /// <param name="isAll">Whether there are no others.</param>
    Task ShowAsync(IReadOnlyList<AlarmRecord> alarms, bool isAll);

    /// <summary>A node says itself which store is its own now: answers to the alarms of its earlier ones hold at once.</summary>
    Task KeepsAsync(StoreId store);
}
