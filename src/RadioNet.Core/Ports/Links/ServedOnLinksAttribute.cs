namespace RadioNet.Core.Ports.Links;

/// <summary>A gRPC service that is there for who comes over the links address with a certificate, and nowhere else.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ServedOnLinksAttribute : Attribute;
