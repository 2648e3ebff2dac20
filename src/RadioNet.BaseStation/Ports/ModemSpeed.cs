namespace RadioNet.BaseStation.Ports;

/// <summary>Speeds of modems' serial lines, in bit/s: an option that the firmware was built with, the same on both sides.</summary>
public static class ModemSpeed
{
    /// <summary>What present MMDVM firmware is built with.</summary>
    public const int Default = 460_800;

    /// <summary>The least that an address may say.</summary>
    public const int Least = 1200;

    /// <summary>The most that an address may say.</summary>
    public const int Most = 4_000_000;

    /// <summary>Older boards and hotspots; some; present firmware.</summary>
    public static IReadOnlyList<int> Usual { get; } = [115_200, 230_400, Default];

    /// <summary>The usual speeds, for a sentence.</summary>
    internal static string UsualText { get; } = string.Join(", ", Usual);
}
