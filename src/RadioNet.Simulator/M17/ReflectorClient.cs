using System.Net;

namespace RadioNet.Simulator.M17;

/// <summary>A client of a virtual reflector.</summary>
/// <param name="Callsign">Its callsign.</param>
/// <param name="Module">The module that it is linked to.</param>
/// <param name="ListensOnly">Whether it may not talk.</param>
/// <param name="Address">Where it is.</param>
public sealed record ReflectorClient(string Callsign, char Module, bool ListensOnly, IPEndPoint Address)
{
    internal TimeSpan LastHeard { get; set; }
}
