using System.Globalization;

namespace RadioNet.Command.Bench;

/// <summary>What else the machine has to do.</summary>
internal static class MachineLoad
{
    /// <summary>The load average of the last minute (proc(5), loadavg): a figure of a busy machine says little.</summary>
    public static double Read() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
}
