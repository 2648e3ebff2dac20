using System.Globalization;
using System.Security.Cryptography;
using RadioNet.Api.Links;

namespace RadioNet.Core.Accounts;

/// <summary>
/// What sessions need of the data folder, so that a restart of the node neither signs anybody out nor in: the key that signs tokens, and
/// the sessions that were signed out before they expired. <c>sessions</c>: the key on the first line, then one session a line.
/// </summary>
internal sealed class SessionFile
{
    private const int KeyLength = 32;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, DateTimeOffset> _ended = [];

    public SessionFile(string folder, TimeProvider time)
    {
        (_path, _time) = (Path.Combine(folder, "sessions"), time);
        var lines = PrivateFile.Read(_path)?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
        Key = lines is [var key, ..] && key.Length == 2 * KeyLength && key.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(key)
            : RandomNumberGenerator.GetBytes(KeyLength);
        foreach (var line in lines.Skip(1))
        {
            if (line.Split(' ') is [var id, var expires] && long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until))
            {
                _ended[id] = DateTimeOffset.FromUnixTimeSeconds(until);
            }
        }

        if (lines.Length == 0 || Convert.ToHexString(Key) != lines[0])
        {
            Write();
        }
    }

    /// <summary>Signs the tokens.</summary>
    public byte[] Key { get; }

    /// <summary>Whether a session was signed out.</summary>
    public bool IsEnded(string id)
    {
        lock (_gate)
        {
            return _ended.ContainsKey(id);
        }
    }

    /// <summary>Signs a session out; when it returns, that is on disk.</summary>
    public void End(SessionToken token)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            foreach (var over in _ended.Where(one => one.Value < now).Select(one => one.Key).ToList())
            {
                _ended.Remove(over);
            }

            // A second later, since the file has whole seconds.
            if (_ended.TryAdd(token.Id, token.Expires.AddSeconds(1)))
            {
                Write();
            }
        }
    }

    private void Write() => PrivateFile.Write(_path, string.Concat(
        _ended.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value.ToUnixTimeSeconds()}\n")).Prepend(Convert.ToHexString(Key) + "\n")));
}
