namespace RadioNet.Core.Records;

/// <summary>Where call handling tells what becomes of calls. Safe from any thread.</summary>
public interface ICallJournal
{
    /// <summary>
    /// Takes the newest state of a call: again and again while it runs, and once more with its end; a denied one runs until its
    /// transmission, which the network does not carry, has ended. Cheap;
    /// it never waits and never throws. A record that finds no room is counted and raises an alarm.
    /// </summary>
    void Put(CallRecord record);
}
