namespace RadioNet.Tests.BaseStations;

/// <summary>Three base stations and a third party's repeater at one node, for tests that break nothing.</summary>
public sealed class ThreeStations : IAsyncLifetime
{
    internal StationRig Rig { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Rig = await StationRig.StartAsync(new StationPlan { Sites = 3, HasRepeater = true });

    public ValueTask DisposeAsync() => Rig.DisposeAsync();
}
