namespace RadioNet.Core.Ports.Links;

/// <summary>A method of a service that is <see cref="ServedOnLinksAttribute"/> and is open to strangers too.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WithoutCertificateAttribute : Attribute;
