using RadioNet.Core.Hosting;
using RadioNet.Core.Storage;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Access;

/// <summary>
/// What is done to the CA while its node is stopped. What a person can mend is a <see cref="NodeStartException"/>. Each returns
/// the beginning of the CA's key hash, by which people tell CAs apart.
/// </summary>
public static class AuthorityMaintenance
{
    /// <summary>Puts a CA from its backup into a data folder; another one there is kept unless <paramref name="replace"/>.</summary>
    public static string Restore(string dataFolder, string backup, string passphrase, bool replace, string who)
    {
        using var restored = Read(backup, passphrase);
        return Put(dataFolder, restored, replace, "ca-restore", who);
    }

    /// <summary>Makes a new CA, for a network whose old one is lost or known to others; every site and node must enroll again.</summary>
    public static string Create(string dataFolder, bool replace, string who)
    {
        using var created = NetworkAuthority.Create(TimeProvider.System.GetUtcNow());
        return Put(dataFolder, created, replace, "ca-create", who);
    }

    private static NetworkAuthority Read(string backup, string passphrase)
    {
        try
        {
            return NetworkAuthority.FromPem(backup, passphrase);
        }
        catch (InvalidDataException wrong)
        {
            throw new NodeStartException(
                new LocalizedText(
                    "Không mở được bản sao lưu CA: mật khẩu sai, hoặc tệp không phải của 'radionet ca backup'.",
                    "The CA's backup cannot be opened: the passphrase is another, or the file is none of 'radionet ca backup'."),
                wrong);
        }
    }

    private static string Put(string dataFolder, NetworkAuthority authority, bool replace, string action, string who)
    {
        using var folder = DataFolder.Take(dataFolder);
        using var store = new PlanDatabase(folder.Path, TimeProvider.System);
        var name = AuthorityFile.Name(authority);
        if (!replace)
        {
            RequireNoOther(folder.Path, authority);
        }

        AuthorityFile.Put(folder.Path, authority, store, new AuditEntry(0, TimeProvider.System.GetUtcNow(), who, action, name));
        return name;
    }

    /// <summary>What is there stays: another CA, and a file that does not read, of which a person may still save the key.</summary>
    private static void RequireNoOther(string folder, NetworkAuthority authority)
    {
        var path = AuthorityFile.PathIn(folder);
        try
        {
            using var there = AuthorityFile.Load(folder);
            if (there is not null && !there.KeyHash.AsSpan().SequenceEqual(authority.KeyHash))
            {
                throw new NodeStartException(new LocalizedText(
                    $"{path} đã có một CA khác. Thay nó thì mọi trạm và nút đã đăng ký với nó phải đăng ký lại; nếu đúng ý, thêm --replace.",
                    $"{path} has another CA. Replacing it means that every site and node enrolled with it must enroll again; if that is meant, add --replace."));
            }
        }
        catch (Exception unreadable) when (AuthorityFile.IsUnreadable(unreadable))
        {
            throw new NodeStartException(
                new LocalizedText(
                    $"{path} đã có nhưng không đọc được: {unreadable.Message} Có thể trong đó vẫn còn khóa CA của mạng: hãy chép tệp ra nơi khác, rồi thêm --replace.",
                    $"{path} is there and does not read: {unreadable.Message} The key of the network's CA may still be in it: copy the file elsewhere, then add --replace."),
                unreadable);
        }
    }
}
