namespace RadioNet.CallControl.Channels;

/// <summary>
/// Who goes first at a timeslot: voice before data; emergency first; then the talkgroup's priority, then the talker's, then
/// who came first.
/// </summary>
/// <param name="Data">Whether it is data, which gives way to voice and does not wait.</param>
/// <param name="Emergency">Whether the call is an emergency.</param>
/// <param name="Call">The talkgroup's priority, 0 to 10.</param>
/// <param name="Talker">The talker's priority, 0 to 10.</param>
/// <param name="Since">When the call began, UTC ticks.</param>
public readonly record struct ClaimRank(bool Data, bool Emergency, int Call, int Talker, long Since) : IComparable<ClaimRank>
{
    /// <summary>
    /// Whether this one takes a timeslot from hang time that the other keeps. An emergency's hang time ends for no ordinary call.
    /// </summary>
    public bool EndsHangOf(in ClaimRank other) =>
        !Data && (other.Data || (Emergency != other.Emergency ? Emergency : Call > other.Call));

    /// <summary>Whether this one takes a timeslot from a running stream of the other.</summary>
    public bool Displaces(in ClaimRank other) => !Data && (other.Data || (Emergency && !other.Emergency));

    /// <summary>Lower is first.</summary>
    public int CompareTo(ClaimRank other)
    {
        var byData = Data.CompareTo(other.Data);
        var byEmergency = other.Emergency.CompareTo(Emergency);
        var byCall = other.Call.CompareTo(Call);
        var byTalker = other.Talker.CompareTo(Talker);
        return byData != 0 ? byData
            : byEmergency != 0 ? byEmergency
            : byCall != 0 ? byCall
            : byTalker != 0 ? byTalker
            : Since.CompareTo(other.Since);
    }

    /// <summary>Lower is first.</summary>
    public static bool operator <(ClaimRank left, ClaimRank right) => left.CompareTo(right) < 0;

    /// <summary>Lower is first.</summary>
    public static bool operator >(ClaimRank left, ClaimRank right) => left.CompareTo(right) > 0;

    /// <summary>Lower is first.</summary>
    public static bool operator <=(ClaimRank left, ClaimRank right) => left.CompareTo(right) <= 0;

    /// <summary>Lower is first.</summary>
    public static bool operator >=(ClaimRank left, ClaimRank right) => left.CompareTo(right) >= 0;
}
