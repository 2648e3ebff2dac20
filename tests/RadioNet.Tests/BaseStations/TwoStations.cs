namespace RadioNet.Tests.BaseStations;

/// <summary>Two base stations at one node, for tests that leave all as it was.</summary>
public sealed class TwoStations : IAsyncLifetime
{
    internal StationRig Rig { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Rig = await StationRig.StartAsync(2);

    public ValueTask DisposeAsync() => Rig.DisposeAsync();
}
