using System.Text.RegularExpressions;

namespace RadioNet.BaseStation.Tools;

/// <summary>Takes out of a text what must not leave the machine: enrollment tokens, private keys, and the values of secrets and passwords.</summary>
public static partial class SecretFilter
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Hidden = "***";

    /// <summary>The text without secrets.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = PrivateKeys().Replace(text, Hidden);
        text = Tokens().Replace(text, $"rn1.{Hidden}");
        return Values().Replace(text, match => match.Groups["name"].Value + match.Groups["is"].Value + Hidden);
    }

    // From its first line to its last, or to the text's end when that is missing.
    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----(?s:.*?)(?:-----END [A-Z ]*PRIVATE KEY-----|\z)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PrivateKeys();

    [GeneratedRegex(@"rn1\.[A-Za-z0-9_\-]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tokens();

    // A quoted value to its quote; a block to the end of its lines; another to the end of its line, for nobody knows which of its words are secret.
    [GeneratedRegex(
        """(?<name>secret|password-hash|password|passphrase|authorization|token)(?<is>"?\s*[:=]\s*)("(?:[^"\\\r\n]|\\.)*"|'(?:[^'\r\n]|'')*'|[|>][^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)+|[^\r\n]+)""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Values();
}
