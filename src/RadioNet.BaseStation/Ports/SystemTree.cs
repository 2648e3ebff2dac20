namespace RadioNet.BaseStation.Ports;

/// <summary>Where this Linux system shows its devices, programs and groups.</summary>
public sealed record SystemTree
{
    /// <summary>sysfs: which devices there are, and what USB says about them.</summary>
    public string Sys { get; init; } = "/sys";

    /// <summary>The devices themselves, and the links with their lasting names.</summary>
    public string Dev { get; init; } = "/dev";

    /// <summary>procfs: who runs, and has what open.</summary>
    public string Proc { get; init; } = "/proc";

    /// <summary>The file of the groups' names, group(5).</summary>
    public string Groups { get; init; } = "/etc/group";
}
