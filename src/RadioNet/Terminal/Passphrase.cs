using System.CommandLine;
using System.Text;

namespace RadioNet.Command.Terminal;

/// <summary>A passphrase, from a file or asked for at the terminal; never a word of the command line, which others can see.</summary>
internal static class Passphrase
{
    public static Option<string> Option(Verb verb) => verb.Option<string>(
        "--passphrase-file", "FILE", "Tệp có mật khẩu ở dòng đầu (nếu không, hỏi ở màn hình)", "A file whose first line is the passphrase (asked for otherwise)");

    public static async Task<string> ReadAsync(string? file, bool twice, Language language, CancellationToken cancel)
    {
        if (file is not null)
        {
            return await FromFileAsync(file, cancel).ConfigureAwait(false);
        }

        if (Console.IsInputRedirected)
        {
            throw new Failure(
                "Không có màn hình để hỏi mật khẩu. Hãy dùng --passphrase-file FILE.",
                "There is no terminal to ask for the passphrase. Name a file with --passphrase-file FILE.", 2);
        }

        var passphrase = Ask(language.Say("Mật khẩu", "Passphrase"));
        return !twice || Ask(language.Say("Một lần nữa", "Once more")) == passphrase
            ? passphrase
            : throw new Failure("Hai mật khẩu khác nhau.", "The two passphrases differ.");
    }

    /// <summary>The first line of a file.</summary>
    public static async Task<string> FromFileAsync(string file, CancellationToken cancel)
    {
        try
        {
            using var reader = new StreamReader(file);
            return await reader.ReadLineAsync(cancel).ConfigureAwait(false) ?? "";
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new Failure(
                $"Không đọc được {file}. Hãy kiểm tra đường dẫn và quyền đọc.", $"{file} cannot be read. Check its path and its rights.");
        }
    }

    /// <summary>Asks on standard error and shows nothing of what is typed.</summary>
    private static string Ask(string question)
    {
        Console.Error.Write($"{question}: ");
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
