using System.Globalization;
using System.Runtime.Versioning;

namespace RadioNet.BaseStation.Ports;

/// <summary>
/// Finds who else has a device open: programs that speak to modems seldom lock them, and two of them take each other's octets.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class PortHolders
{
    /// <summary>
    /// Another program that has the device open, for people: its name and process. Null when there is none that this user may
    /// see. The program behind a pseudo-terminal, which holds its far end, is the modem and not another.
    /// </summary>
    /// <param name="device">The device's own name, links resolved.</param>
    /// <param name="proc">procfs.</param>
    public static string? Find(string device, string proc)
    {
        if (!Directory.Exists(proc)) return null;
        foreach (var process in Directory.EnumerateDirectories(proc))
        {
            if (!int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == Environment.ProcessId) continue;
            try
            {
                var open = Directory.EnumerateFiles(Path.Combine(process, "fd")).Select(file => (File: file, new FileInfo(file).LinkTarget)).ToList();
                if (open.Exists(file => file.LinkTarget == device && !IsNamesake(file.File, device))
                    && !open.Exists(file => file.LinkTarget?.EndsWith("/ptmx", StringComparison.Ordinal) == true))
                {
                    return $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()} (process {id})";
                }
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile, or belongs to another user.
            }
        }

        return null;
    }

    /// <summary>Whether an open file is another device of the same name.</summary>
    private static bool IsNamesake(string file, string device) =>
        DeviceIdentity.Of(file) is { } theirs && DeviceIdentity.Of(device) is { } ours && theirs != ours;
}
