namespace RadioNet.Simulator.Repeaters;

/// <summary>What a virtual repeater has seen go by.</summary>
/// <param name="Logins">Times that it became running.</param>
/// <param name="Refusals">MSTNAKs heard.</param>
/// <param name="Timeouts">Times that the master was silent for the time limit.</param>
/// <param name="BurstsSent">Bursts sent.</param>
/// <param name="BurstsHeard">Bursts taken.</param>
/// <param name="WrongRepeater">Bursts that carried another repeater's id: dropped.</param>
/// <param name="WrongLength">DMRD of another length than 55 octets: dropped, as the reference client does.</param>
/// <param name="BeaconRequests">Beacon requests heard.</param>
/// <param name="Unknown">Datagrams that made no sense.</param>
public readonly record struct RepeaterCounters(
    long Logins, long Refusals, long Timeouts, long BurstsSent, long BurstsHeard, long WrongRepeater, long WrongLength, long BeaconRequests, long Unknown);
