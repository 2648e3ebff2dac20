namespace RadioNet.Core.Records;

/// <summary>Where call handling tells what becomes of calls. Safe from any thread.</summary>
public interface ICallJournal
{
    /// <summary>
    /// Takes the newest state of a call that runs, again and again; a denied one runs until its transmission, which the network does
    /// not carry, has ended. It is written only when somebody looks at it. Never waits.
    /// </summary>
    void Show(string id, Func<CallRecord> write);

    /// <summary>
    /// Takes a call that is over. Cheap; it never waits and never throws. A record that finds no room is counted and raises an alarm.
    /// </summary>
    void Put(CallRecord record);
}
