using System.Runtime.Versioning;
using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Ports;

/// <summary>Who may open a device.</summary>
/// <param name="Group">Whose members may, when <see cref="Mode"/> says so.</param>
/// <param name="Mode">What owner, group and others may.</param>
/// <param name="IsOurs">Whether this process may read and write it.</param>
/// <param name="IsMember">Whether this user is in the group by the file of groups; a process has the groups of its sign-in.</param>
public sealed record DeviceAccess(string Group, UnixFileMode Mode, bool IsOurs, bool IsMember)
{
    private const UnixFileMode GroupUses = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>The group that one has to join to open it; null when no group may.</summary>
    public string? GroupToJoin => (Mode & GroupUses) == GroupUses ? Group : null;

    /// <summary>Looks at a device; null when it is not there.</summary>
    /// <param name="path">The device, or a link to it.</param>
    /// <param name="groups">The file of groups, group(5).</param>
    [SupportedOSPlatform("linux")]
    public static unsafe DeviceAccess? Of(string path, string groups)
    {
        // struct statx, statx(2): 256 octets on every machine; stx_gid at 24, stx_mode at 28.
        byte* status = stackalloc byte[256];
        if (PortCalls.Status(PortCalls.WorkingFolder, path, 0, PortCalls.BasicStatus, status) != 0) return null;
        var group = *(uint*)(status + 24);
        var mode = (UnixFileMode)(*(ushort*)(status + 28) & 0x1FF);
        var (name, isMember) = GroupOf(group, groups);
        return new DeviceAccess(name, mode, PortCalls.MayUse(path, PortCalls.ReadAndWrite) == 0, isMember);
    }

    /// <summary>Why this user may not open it, and what to do.</summary>
    internal PortFault Refusal(string path)
    {
        var user = Environment.UserName;
        var text = (GroupToJoin, IsMember) switch
        {
            (null, _) => new LocalizedText(
                $"Người dùng '{user}' không được mở {path}, và không nhóm nào được. Cần một luật udev giao cổng này cho một nhóm.",
                $"The user '{user}' may not open {path}, and no group may. A udev rule has to give the port to a group."),
            ({ } group, true) => new LocalizedText(
                $"Người dùng '{user}' chưa mở được {path}: đã vào nhóm '{group}' nhưng sau lần đăng nhập này. Hãy đăng nhập lại.",
                $"The user '{user}' may not open {path} yet: it joined the group '{group}' after it had signed in. Sign in again; a service, restart it."),
            ({ } group, false) => new LocalizedText(
                $"Người dùng '{user}' không được mở {path}, cổng của nhóm '{group}'. Hãy chạy 'sudo usermod -aG {group} {user}' rồi đăng nhập lại.",
                $"The user '{user}' may not open {path}, which is for the group '{group}'. Run 'sudo usermod -aG {group} {user}' and sign in again."),
        };
        return new PortFault(PortFaultKind.NoPermission, text);
    }

    private static (string Name, bool IsMember) GroupOf(uint id, string groups)
    {
        // NAME:PASSWORD:ID:MEMBER,MEMBER
        var line = (File.Exists(groups) ? File.ReadLines(groups) : [])
            .Select(line => line.Split(':'))
            .FirstOrDefault(fields => fields.Length == 4 && uint.TryParse(fields[2], out var number) && number == id);
        return line is null ? ($"{id}", false) : (line[0], line[3].Split(',').Contains(Environment.UserName));
    }
}
