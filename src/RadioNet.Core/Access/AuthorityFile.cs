using RadioNet.Api.Links;
using RadioNet.Core.Storage;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Access;

/// <summary><c>ca.pem</c> in the root node's data folder: the CA's key and certificate, mode 0600.</summary>
internal static class AuthorityFile
{
    public static string PathIn(string folder) => Path.Combine(folder, "ca.pem");

    /// <summary>The CA that a folder has; null when it has none. What it throws when there is one that does not read, <see cref="IsUnreadable"/> knows.</summary>
    public static NetworkAuthority? Load(string folder) => PrivateFile.Read(PathIn(folder)) is { } text ? NetworkAuthority.FromPem(text) : null;

    /// <summary>Whether a failure to load is one of the file: damaged, or not to be had.</summary>
    public static bool IsUnreadable(Exception failed) => failed is InvalidDataException or IOException or UnauthorizedAccessException;

    /// <summary>
    /// The CA, made at the first start. When it cannot be had, the sentence says why: a file that does not read, or one that is
    /// gone although certificates were given. Another CA in its place would strand every site, so that is a person's decision.
    /// </summary>
    public static (NetworkAuthority? Authority, LocalizedText? WhyNot) LoadOrCreate(string folder, IAccessStore store, DateTimeOffset now)
    {
        var path = PathIn(folder);
        try
        {
            if (Load(folder) is { } there)
            {
                return (there, null);
            }
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            return (null, new LocalizedText(
                $"Không đọc được khóa CA của mạng trong {path}: {unreadable.Message} Hãy chép tệp đó ra nơi khác. {RestoreVi(folder, " --replace")}",
                $"The key of the network's CA in {path} cannot be read: {unreadable.Message} Copy that file elsewhere. {RestoreEn(folder, " --replace")}"));
        }

        if (store.ListCertificates(null, null, long.MaxValue, 1).Count > 0)
        {
            return (null, new LocalizedText(
                $"Mất tệp {path} chứa khóa CA của mạng, dù đã cấp chứng thư. {RestoreVi(folder)} Để bỏ CA cũ và đăng ký lại mọi trạm: 'radionet ca create --data {folder}'.",
                $"{path} with the key of the network's CA is gone although certificates were given. {RestoreEn(folder)} To give the old CA up and enroll every site again: 'radionet ca create --data {folder}'."));
        }

        var authority = NetworkAuthority.Create(now);
        Put(folder, authority, store, new AuditEntry(0, now, "radionet", "ca-create", Name(authority)));
        return (authority, null);
    }

    /// <summary>Stores a CA; the audit entry first, so that no CA is in force that nobody heard of.</summary>
    public static void Put(string folder, NetworkAuthority authority, IAccessStore store, AuditEntry audit)
    {
        store.Note(audit);
        PrivateFile.Write(PathIn(folder), authority.ToPem());
    }

    /// <summary>What people tell CAs apart by: the beginning of the key's hash.</summary>
    public static string Name(NetworkAuthority authority) => $"key {Convert.ToHexStringLower(authority.KeyHash.AsSpan(0, 8))}";

    private static string RestoreVi(string folder, string replace = "") =>
        $"Hãy dừng nút và khôi phục từ bản sao lưu: 'radionet ca restore FILE --data {folder}{replace}'. Cuộc gọi vẫn chạy; các liên kết trạm thì không.";

    private static string RestoreEn(string folder, string replace = "") =>
        $"Stop the node and restore it from a backup: 'radionet ca restore FILE --data {folder}{replace}'. Calls go on; site links do not.";
}
