namespace RadioNet.Core.Calls;

/// <summary>A site's slot table.</summary>
[Alias("radionet.site")]
internal interface ISiteGrain : IMachineGrain;
