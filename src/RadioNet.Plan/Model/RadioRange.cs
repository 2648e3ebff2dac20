using RadioNet.Protocols;

namespace RadioNet.Plan.Model;

/// <summary>Radios by their ids, both ends included.</summary>
public readonly record struct RadioRange(RadioId First, RadioId Last)
{
    /// <summary>Whether a radio is one of them.</summary>
    public bool Contains(RadioId radio) => radio.Value >= First.Value && radio.Value <= Last.Value;

    /// <summary>As the plan writes it: <c>4520001</c>, <c>4520001-4520099</c>.</summary>
    public override string ToString() => First == Last ? First.ToString() : $"{First}-{Last}";
}
