using System.Runtime.InteropServices;

namespace RadioNet.BaseStation.Tests.Ports;

/// <summary>Runs something without the superuser's rights to files, when the tests have them.</summary>
internal static partial class Unprivileged
{
    private const uint Nobody = 65_534;

    /// <summary>Runs it on the calling thread, whose rights alone change (setfsuid(2)).</summary>
    public static T Run<T>(Func<T> what)
    {
        if (!Environment.IsPrivilegedProcess) return what();
        _ = SetFileUser(Nobody);
        _ = SetFileGroup(Nobody);
        try
        {
            return what();
        }
        finally
        {
            _ = SetFileUser(0);
            _ = SetFileGroup(0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int SetFileUser(uint user);

    [LibraryImport("libc", EntryPoint = "setfsgid")]
    private static partial int SetFileGroup(uint group);
}
