namespace RadioNet.Plan.Model;

/// <summary>When a call of a talkgroup starts at trunked sites.</summary>
public enum CallStart
{
    /// <summary>As soon as one site has a timeslot; the others join late (plan word <c>first</c>).</summary>
    First,

    /// <summary>When every site has a timeslot (plan word <c>all</c>).</summary>
    All,
}
