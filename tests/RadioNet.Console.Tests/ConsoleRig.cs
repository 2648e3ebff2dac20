using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RadioNet.Command.Verbs;
using RadioNet.Core.Accounts;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;

[assembly: AssemblyFixture(typeof(RadioNet.Consoles.Tests.ConsoleRig))]

namespace RadioNet.Consoles.Tests;

/// <summary>One browser and one node for all of them, and nothing else at that time: most of them measure.</summary>
[CollectionDefinition(nameof(ConsoleRig), DisableParallelization = true)]
public sealed class OneBrowser;

/// <summary>A real node with its console, and a real Chromium with a microphone that hears somebody talk; one for all tests, a browser profile for each.</summary>
public sealed class ConsoleRig : IAsyncLifetime
{
    public const string Password = "a long password";

    private const string Chromium = "/usr/bin/chromium";

    private static readonly string _hash = PasswordHash.Of(Password);

    private static readonly (string Vi, string En)[] _many =
    [
        ("Chỉ huy Pleiku", "Pleiku command"), ("Cứu thương Pleiku", "Pleiku ambulances"), ("Đường bộ 19", "Road 19"), ("Kiểm lâm Kbang", "Kbang rangers"),
        ("Kiểm lâm Chư Sê", "Chư Sê rangers"), ("Thủy điện Yaly", "Yaly dam"), ("Công an An Khê", "An Khê police"), ("Cháy rừng Đông", "Forest fire east"),
        ("Cháy rừng Tây", "Forest fire west"), ("Bệnh viện tỉnh", "Hospital"), ("Biên phòng Đức Cơ", "Đức Cơ border"), ("Sân bay Pleiku", "Pleiku airport"),
        ("Điện lực", "Power lines"), ("Tìm kiếm cứu nạn", "Search and rescue"),
    ];

    private static readonly string _plan = $$"""
        network: n
        tiers: [{ level: 1, name: V }, { level: 2, name: T }, { level: 3, name: H }]
        places: [{ id: highland, tier: 1 }, { id: dak-lak, tier: 2, in: highland, name: Đắk Lắk }, { id: ea-kar, tier: 3, in: dak-lak, name: Ea Kar }, { id: gia-lai, tier: 2, in: highland, name: Gia Lai }]
        nodes: [{ id: core-dak-lak, at: highland }]
        sites: [{ id: chu-prong, at: dak-lak, name: Chư Prông, repeaters: [{ id: 452001, secret: s, color-code: 1 }] }, { id: ea-kar-hill, at: ea-kar }]
        talkgroups:
          - { id: 1001, name: { vi: Chỉ huy tỉnh, en: Province command }, home: dak-lak, sites: [chu-prong], record: true, vocoder: codec2-2400, hang-time: 300ms, time-limit: 600s }
          - { id: 1002, name: { vi: Cứu hộ cứu nạn, en: Search and rescue }, home: dak-lak, sites: [chu-prong], vocoder: codec2-2400 }
          - { id: 2001, name: { vi: Công an Ea Kar, en: Ea Kar police }, home: ea-kar, vocoder: codec2-2400 }
          - { id: 2002, name: { vi: Phòng cháy Ea Kar, en: Ea Kar fire }, home: ea-kar, vocoder: codec2-2400 }
        {{string.Concat(_many.Select((name, at) => $"  - {{ id: {3001 + at}, name: {{ vi: {name.Vi}, en: {name.En} }}, home: gia-lai, vocoder: codec2-2400 }}\n"))}}subscribers:
          - { id: 4520001, alias: PCCC 01, talkgroups: [1001, 1002, 2001, 2002] }
        users:
          - { name: chief, role: dispatcher, place: dak-lak, password-hash: "{{_hash}}", priority: 8, pre-empt: true }
          - { name: ear, role: listener, place: ea-kar, password-hash: "{{_hash}}" }
          - { name: many, role: dispatcher, place: gia-lai, password-hash: "{{_hash}}" }
          - { name: tech, role: technician, place: dak-lak, password-hash: "{{_hash}}" }
        """;

    private static readonly ConditionalWeakTable<IPage, SocketLog> _said = [];

    private readonly string _folder = Directory.CreateTempSubdirectory("radionet-console-").FullName;
    private readonly List<(string Test, IBrowserContext Context)> _open = [];
    private NodeHost? _node;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where the tests leave their pictures.</summary>
    public static string Pictures { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "artefacts", "console")).FullName;

    public string Web => $"http://{_node!.Addresses.Web}";

    public LiveCalls Live => _node!.Services.GetRequiredService<LiveCalls>();

    /// <summary>Where repeaters log in.</summary>
    public IPEndPoint Homebrew => _node!.Addresses.Homebrew!;

    public T Part<T>()
        where T : notnull => _node!.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(15_000); // other tests run beside these
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        var file = Path.Combine(_folder, "plan.yaml");
        await File.WriteAllTextAsync(file, _plan);
        var options = new NodeOptions { DataFolder = _folder, PlanFile = file, Web = any, Grpc = any, Links = any, Homebrew = any, Voice = any };
        _node = await NodeHost.StartAsync(options, ConsolePage.Add);
        // What the microphone hears, over and over.
        var microphone = Path.Combine(_folder, "microphone.wav");
        await File.WriteAllBytesAsync(microphone, Spoken.Wav(48_000));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--use-fake-ui-for-media-stream", $"--use-file-for-fake-audio-capture={microphone}", "--use-fake-device-for-media-stream", "--autoplay-policy=no-user-gesture-required"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A browser of a person who was never here, at the size of a dispatcher's screen.</summary>
    public async Task<IPage> OpenAsync(string language = "vi-VN", bool ownScripts = true, string? web = null, ViewportSize? screen = null)
    {
        if (_browser is null)
        {
            Assert.Skip("This test needs Chromium, of the Debian package chromium.");
        }

        await CloseOthersAsync();
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = web ?? Web,
            Locale = language,
            BypassCSP = !ownScripts,
            ViewportSize = screen ?? new ViewportSize { Width = 1920, Height = 1080 },
        });
        _open.Add((TestContext.Current.Test!.UniqueID, context));
        context.SetDefaultTimeout(10_000);
        var page = await context.NewPageAsync();
        _said.Add(page, new SocketLog(page));
        return page;
    }

    /// <summary>The same, signed in.</summary>
    public async Task<IPage> SignInAsync(string name, string language = "vi-VN", Func<IPage, Task>? before = null, bool ownScripts = true, string? web = null, ViewportSize? screen = null)
    {
        var page = await OpenAsync(language, ownScripts, web, screen);
        await (before?.Invoke(page) ?? Task.CompletedTask);
        await page.GotoAsync("/console");
        await page.FillAsync("input[name=name]", name);
        await page.FillAsync("input[name=password]", Password);
        await page.ClickAsync("button.main");
        await page.Locator("main.dispatch").WaitForAsync();
        return page;
    }

    /// <summary>Turns the page's audio on.</summary>
    public static async Task ListenAsync(IPage page)
    {
        await page.ClickAsync("text=Bật âm thanh");
        await Assertions.Expect(page.Locator(".lamp.good")).ToBeVisibleAsync();
    }

    /// <summary>Waits until the page has the floor; a denial fails with what the page shows of it and with what the node said.</summary>
    public static async Task HasFloorAsync(IPage page, uint talkgroup)
    {
        try
        {
            await Assertions.Expect(page.Locator($"[data-talkgroup='{talkgroup}'] .say")).ToHaveTextAsync("BẠN ĐANG NÓI");
        }
        catch (PlaywrightException refused)
        {
            var tile = await page.Locator($"[data-talkgroup='{talkgroup}']").InnerTextAsync();
            Assert.Fail($"The floor of {talkgroup} was not granted.\nThe tile: {tile.ReplaceLineEndings(" | ")}\nThe node said:\n{(_said.TryGetValue(page, out var said) ? said : "nothing")}\n{refused.Message}");
        }
    }

    public static Task PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{name}.png") });

    /// <summary>What tests before this one left open listens, and would take its processor time.</summary>
    private async Task CloseOthersAsync()
    {
        foreach (var other in _open.Where(one => one.Test != TestContext.Current.Test!.UniqueID).ToArray())
        {
            _open.Remove(other);
            await other.Context.CloseAsync();
        }
    }
}
