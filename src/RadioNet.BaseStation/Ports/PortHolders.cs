using System.Globalization;

namespace RadioNet.BaseStation.Ports;

/// <summary>
/// Finds who else has a device open: programs that speak to modems seldom lock them, and two of them take each other's octets.
/// </summary>
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
                var open = Directory.EnumerateFiles(Path.Combine(process, "fd")).Select(file => new FileInfo(file).LinkTarget).ToList();
                if (open.Contains(device) && !open.Exists(file => file?.EndsWith("/ptmx", StringComparison.Ordinal) == true))
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
}
