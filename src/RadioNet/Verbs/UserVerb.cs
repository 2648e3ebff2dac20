using RadioNet.Command.Terminal;
using RadioNet.Core.Accounts;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet user …</c>: people who sign in to a console.</summary>
internal static class UserVerb
{
    public static Verb Create(Language language) =>
        new(language, "user", "Người dùng đăng nhập vào bàn điều hành.", "People who sign in to a console.", "radionet user hash") { Hash(language) };

    private static Verb Hash(Language language)
    {
        var verb = new Verb(
            language, "hash", "Hỏi mật khẩu và in mã băm cho password-hash của quy hoạch.", "Asks for a password and prints the hash for the plan's password-hash.",
            "radionet user hash", "radionet user hash --passphrase-file new-password.txt");
        var file = Passphrase.Option(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            var password = await Passphrase.ReadAsync(parsed.GetValue(file), twice: true, language, cancel).ConfigureAwait(false);
            if (password.Length is < PasswordHash.ShortestPassword or > PasswordHash.LongestPassword)
            {
                throw new Failure(
                    $"Mật khẩu phải có từ {PasswordHash.ShortestPassword} đến {PasswordHash.LongestPassword} ký tự.",
                    $"A password must have {PasswordHash.ShortestPassword} to {PasswordHash.LongestPassword} characters.");
            }

            await Console.Out.WriteLineAsync(PasswordHash.Of(password)).ConfigureAwait(false);
            return 0;
        });
        return verb;
    }
}
