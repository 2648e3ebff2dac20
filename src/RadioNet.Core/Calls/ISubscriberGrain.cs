namespace RadioNet.Core.Calls;

/// <summary>A radio's registration.</summary>
[Alias("radionet.subscriber")]
internal interface ISubscriberGrain : IMachineGrain;
