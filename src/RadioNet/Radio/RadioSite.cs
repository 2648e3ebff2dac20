using System.CommandLine;
using System.Net;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Core.Hosting;
using RadioNet.Protocols;
using RadioNet.Simulator.Radios;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Command.Radio;

/// <summary>The repeater of a site that a virtual radio is heard by: it logs in to the node as a real one does, and leaves at the end.</summary>
internal sealed class RadioSite : IAsyncDisposable
{
    /// <summary>The variable that may hold the repeater's secret.</summary>
    public const string SecretVariable = "RADIONET_SECRET";

    private const string UsualHomebrew = "127.0.0.1:62031";
    private static readonly TimeSpan _longestLogin = TimeSpan.FromSeconds(5);

    private RadioSite(VirtualRepeater repeater, string site) => (Repeater, Site) = (repeater, site);

    public VirtualRepeater Repeater { get; }

    /// <summary>The site's id.</summary>
    public string Site { get; }

    /// <summary>The options that say which repeater it is.</summary>
    public static Words Options(Verb verb) => new(
        RadioWords.Required(verb.Option<uint>("--repeater", "ID", "Trạm lặp trong quy hoạch mà máy ảo dùng", "The plan's repeater that the virtual radio uses")),
        verb.Option<string>("--secret-file", "FILE", $"Tệp có mật khẩu của trạm lặp ở dòng đầu (nếu không: biến {SecretVariable})", $"A file whose first line is the repeater's secret (the variable {SecretVariable} otherwise)"),
        verb.Option<string>("--homebrew", "HOST:PORT", $"Cổng Homebrew của nút (mặc định {UsualHomebrew})", $"The node's Homebrew port ({UsualHomebrew} otherwise)"),
        verb.Option<bool>("--take-over", null, "Dù trạm lặp ấy đang đăng nhập: nó sẽ bị đẩy ra", "Though that repeater is logged in: it is pushed out"));

    /// <summary>Logs in.</summary>
    public static async Task<RadioSite> OpenAsync(Words words, ParseResult parsed, NodeClient node, CancellationToken cancel)
    {
        var id = parsed.GetRequiredValue(words.Repeater);
        var site = await FindAsync(node, id, parsed.GetValue(words.TakeOver), cancel).ConfigureAwait(false);
        var homebrew = parsed.GetValue(words.Homebrew) ?? UsualHomebrew;
        if (!ListenAddress.TryParse(homebrew, out var master) || master.Port == 0)
        {
            throw new Failure($"--homebrew {homebrew} không phải là HOST:PORT như {UsualHomebrew}.", $"--homebrew {homebrew} is no HOST:PORT such as {UsualHomebrew}.", 2);
        }

        var secret = await SecretAsync(parsed.GetValue(words.SecretFile), cancel).ConfigureAwait(false);
        var repeater = new VirtualRepeater(new VirtualRepeaterOptions { Master = master, Repeater = new RepeaterId(id), Secret = secret, RetryInterval = TimeSpan.FromSeconds(1) });
        try
        {
            repeater.Start();
            await repeater.WaitForAsync(LoginState.Running, cancel).WaitAsync(_longestLogin, cancel).ConfigureAwait(false);
            return new RadioSite(repeater, site);
        }
        catch (TimeoutException)
        {
            var isRefused = repeater.Counters.Refusals > 0;
            await repeater.DisposeAsync().ConfigureAwait(false);
            throw Unanswered(isRefused, id, master);
        }
        catch
        {
            await repeater.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends what a radio says, at its pace.</summary>
    public Task SayAsync(Transmission transmission, Timeslot slot, CancellationToken cancel) => Repeater.TransmitAsync(transmission, slot, null, cancel);

    public async ValueTask DisposeAsync() => await Repeater.LogOutAsync().ConfigureAwait(false);

    private static async Task<string> FindAsync(NodeClient node, uint id, bool takesOver, CancellationToken cancel)
    {
        var sites = await node.Sites.ListAsync(new ListSitesRequest(), cancellationToken: cancel);
        var (site, repeater) = sites.Sites.SelectMany(s => s.Repeaters.Select(r => (s.Id, Repeater: r))).FirstOrDefault(found => found.Repeater.Id == id);
        if (site is null)
        {
            throw new Failure(
                $"Quy hoạch không có trạm lặp {id} trong phần của nút này. Xem 'radionet site list'.", $"The plan has no repeater {id} in this node's part. See 'radionet site list'.");
        }

        return repeater.Session != SessionState.Up || takesOver ? site : throw new Failure(
            $"Trạm lặp {id} đang đăng nhập từ {repeater.Address}. Hãy chọn trạm lặp khác, hoặc thêm --take-over để đẩy nó ra.",
            $"Repeater {id} is logged in from {repeater.Address}. Choose another one, or push it out with --take-over.");
    }

    private static async Task<string> SecretAsync(string? file, CancellationToken cancel)
    {
        if (file is null)
        {
            return Environment.GetEnvironmentVariable(SecretVariable) is { Length: > 0 } secret ? secret : throw new Failure(
                $"Thiếu mật khẩu của trạm lặp. Hãy dùng --secret-file FILE hoặc đặt biến {SecretVariable}.",
                $"The repeater's secret is missing. Name a file with --secret-file FILE, or set the variable {SecretVariable}.", 2);
        }

        return await Passphrase.FromFileAsync(file, cancel).ConfigureAwait(false);
    }

    private static Failure Unanswered(bool isRefused, uint id, IPEndPoint master) => isRefused
        ? new Failure(
            $"Nút từ chối trạm lặp {id}: mật khẩu không đúng, hoặc trạm này không thuộc nút ở {master}.",
            $"The node refuses repeater {id}: the secret is wrong, or the node at {master} does not serve it.")
        : new Failure(
            $"Không có nút nào trả lời Homebrew ở {master}. Hãy chỉ đúng cổng bằng --homebrew HOST:PORT.",
            $"No node answers Homebrew at {master}. Name the right port with --homebrew HOST:PORT.");

    /// <summary>The options that say which repeater it is.</summary>
    internal sealed record Words(Option<uint> Repeater, Option<string> SecretFile, Option<string> Homebrew, Option<bool> TakeOver);
}
