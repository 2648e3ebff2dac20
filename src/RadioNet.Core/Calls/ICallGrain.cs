namespace RadioNet.Core.Calls;

/// <summary>A call's arbiter.</summary>
[Alias("radionet.call")]
internal interface ICallGrain : IMachineGrain;
