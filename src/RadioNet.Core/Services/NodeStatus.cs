namespace RadioNet.Core.Services;

/// <summary>What the node counts.</summary>
/// <param name="Counters">Counters since the start by name, such as <c>router.datagrams-in</c>; shown in this order.</param>
public sealed record NodeStatus(IReadOnlyList<KeyValuePair<string, long>> Counters)
{
    /// <summary>Nothing counted.</summary>
    public static NodeStatus Empty { get; } = new([]);
}
