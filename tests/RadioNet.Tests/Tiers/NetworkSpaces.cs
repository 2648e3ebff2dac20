using System.ComponentModel;
using System.Diagnostics;

namespace RadioNet.Tests.Tiers;

/// <summary>
/// Two network namespaces with a line between them, as two machines have: an address at each end, and nothing else that leads from the
/// one to the other. Gone with this object.
/// </summary>
internal sealed class NetworkSpaces : IDisposable
{
    public const string UpperAddress = "10.77.0.1";

    private const string UpperEnd = "rnup", LowerEnd = "rndown";

    private readonly string _name = $"rn{Environment.ProcessId:x}";

    private NetworkSpaces()
    {
    }

    /// <summary>The namespace of <see cref="UpperAddress"/>.</summary>
    public string Upper => $"{_name}u";

    public string Lower => $"{_name}l";

    /// <summary>Makes them; skips the test, with the reason, where that can't be done.</summary>
    public static NetworkSpaces Make()
    {
        var spaces = new NetworkSpaces();
        if (!OperatingSystem.IsLinux()) Assert.Skip("Network namespaces are Linux's alone.");
        if (TryRun("ip", "-V") is null) Assert.Skip("There is no ip: install iproute2.");
        if (TryRun("ip", "netns", "add", spaces.Upper) is not 0) Assert.Skip("This process may not make network namespaces (CAP_SYS_ADMIN).");
        try
        {
            spaces.Run("netns", "add", spaces.Lower);
            spaces.Run("link", "add", UpperEnd, "netns", spaces.Upper, "type", "veth", "peer", "name", LowerEnd, "netns", spaces.Lower);
            spaces.Run("-n", spaces.Upper, "addr", "add", $"{UpperAddress}/30", "dev", UpperEnd);
            spaces.Run("-n", spaces.Lower, "addr", "add", "10.77.0.2/30", "dev", LowerEnd);
            spaces.Run("-n", spaces.Upper, "link", "set", "lo", "up");
            spaces.Run("-n", spaces.Lower, "link", "set", "lo", "up");
            spaces.Run("-n", spaces.Lower, "link", "set", LowerEnd, "up");
            spaces.Join();
            return spaces;
        }
        catch
        {
            spaces.Dispose();
            throw;
        }
    }

    /// <summary>Pulls the plug at the upper end: the lower one sends into nothing.</summary>
    public void Part() => Run("-n", Upper, "link", "set", UpperEnd, "down");

    /// <summary>Puts it in again.</summary>
    public void Join() => Run("-n", Upper, "link", "set", UpperEnd, "up");

    public void Dispose()
    {
        TryRun("ip", "netns", "del", Upper);
        TryRun("ip", "netns", "del", Lower);
    }

    private void Run(params string[] words)
    {
        if (TryRun("ip", words) is not 0) throw new InvalidOperationException($"ip {string.Join(' ', words)} failed.");
    }

    /// <summary>The exit code; null when there is no such program.</summary>
    private static int? TryRun(string program, params string[] words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
