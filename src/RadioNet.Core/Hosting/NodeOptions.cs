using System.Net;
using RadioNet.Api.Links;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Hosting;

/// <summary>How a node runs on its machine. What the network should be is the plan's matter.</summary>
public sealed class NodeOptions
{
    /// <summary>The folder that holds everything the node keeps; made when it is missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A plan that is applied at the start unless this very content was applied before; null for none.</summary>
    public string? PlanFile { get; init; }

    /// <summary>Which node of the plan this is; null for the root's.</summary>
    public string? NodeId { get; init; }

    /// <summary>The links addresses of the nodes above, the nearest first; none at the root.</summary>
    public IReadOnlyList<Uri> Parents { get; init; } = [];

    /// <summary>A token to enroll with at a parent, for who has no certificate yet; null otherwise.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// The least time between two records of where a radio is while it stays there; one that has moved by more than its position may be
    /// off, or is heard at another site, gets one at once (<see cref="Records.LocationGate"/>).
    /// </summary>
    public TimeSpan LocationInterval { get; init; } = Records.LocationGate.UsualInterval;

    /// <summary>For how long recordings are kept, from the end of the day (UTC) when they began; null for ever.</summary>
    public TimeSpan? KeepRecordings { get; init; }

    /// <summary>
    /// AMBE chips that people hear and talk by, as <see cref="Voice.Vocoders.Ambe.AmbeAddress"/> reads them: <c>serial:…</c> or <c>udp:HOST:PORT</c>.
    /// </summary>
    public IReadOnlyList<string> AmbeChips { get; init; } = [];

    /// <summary>Libraries that users supply, <c>NAME=FILE</c> with a vocoder's name.</summary>
    public IReadOnlyList<string> VocoderLibraries { get; init; } = [];

    /// <summary>Where the web console and the status page listen; elsewhere than on loopback only with a <see cref="WebCertificate"/>.</summary>
    public IPEndPoint Web { get; init; } = new(IPAddress.Loopback, 8080);

    /// <summary>A PEM or PFX file with the certificate and key that the web address speaks HTTPS with; null for HTTP.</summary>
    public string? WebCertificate { get; init; }

    /// <summary>Where the gRPC services listen; loopback only.</summary>
    public IPEndPoint Grpc { get; init; } = new(IPAddress.Loopback, 8081);

    /// <summary>Where site and tier links come in, TLS.</summary>
    public IPEndPoint Links { get; init; } = new(IPAddress.Loopback, 8443);

    /// <summary>Where repeaters log in over the Homebrew protocol, UDP.</summary>
    public IPEndPoint Homebrew { get; init; } = new(IPAddress.Loopback, 62031);

    /// <summary>Where voice of base stations and other nodes comes in, UDP.</summary>
    public IPEndPoint Voice { get; init; } = new(IPAddress.Loopback, 62040);

    /// <summary>Where the spans of calls are sent by the OpenTelemetry protocol: over HTTP when it names a path, else over gRPC; null for nowhere.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>The node's name in the log of a process that runs several.</summary>
    internal string LogName => NodeId ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(DataFolder));

    /// <summary>What is wrong with the options, as sentences; empty when the node may start.</summary>
    public IReadOnlyList<LocalizedText> Validate()
    {
        var problems = new List<LocalizedText>();
        if (string.IsNullOrWhiteSpace(DataFolder))
        {
            problems.Add(new("Thiếu thư mục dữ liệu. Hãy dùng --data DIR.", "The data folder is missing. Name one with --data DIR."));
        }

        if (Otlp is { } otlp && (!otlp.IsAbsoluteUri || otlp.Scheme is not ("http" or "https")))
        {
            problems.Add(new($"--otlp {otlp} không phải là URL như http://127.0.0.1:4317.", $"--otlp {otlp} is no URL such as http://127.0.0.1:4317."));
        }

        foreach (var parent in Parents.Where(parent => !LinkChannel.IsLinks(parent)))
        {
            problems.Add(new($"--parent {parent} không phải địa chỉ https://HOST:PORT.", $"--parent {parent} is no https://HOST:PORT address."));
        }

        if (Token is not null && (Parents.Count == 0 || NodeId is null))
        {
            problems.Add(new(
                "--enroll dành cho nút ở dưới nút khác: hãy thêm --node ID của nút này và --parent https://HOST:8443 của nút cấp trên.",
                "--enroll is for a node below another: add --node with this node's id and --parent with the upper node's https://HOST:8443."));
        }

        if (Token is null && Parents.Count > 0 && NodeId is null)
        {
            problems.Add(new(
                "--parent dành cho nút ở dưới nút khác: hãy thêm --node ID của nút này.",
                "--parent is for a node below another: add --node with this node's id."));
        }

        Vocoding.VocoderPlaces.TryRead(AmbeChips, VocoderLibraries, out _, out var vocoderProblems);
        problems.AddRange(vocoderProblems);
        RequireHttps(problems);
        RequireLoopback(Grpc, "--grpc", problems);
        RequireApart(("--web", Web), ("--grpc", Grpc), problems);
        RequireApart(("--web", Web), ("--links", Links), problems);
        RequireApart(("--grpc", Grpc), ("--links", Links), problems);

        return problems;
    }

    private static void RequireApart((string Name, IPEndPoint Address) one, (string Name, IPEndPoint Address) other, List<LocalizedText> problems)
    {
        if (one.Address.Port != 0 && one.Address.Equals(other.Address))
        {
            problems.Add(new(
                $"{one.Name} và {other.Name} trùng địa chỉ {one.Address}. Hãy chọn hai cổng khác nhau.",
                $"{one.Name} and {other.Name} are both {one.Address}. Choose two different ports."));
        }
    }

    /// <summary>Passwords go there, and browsers give a page its microphone over HTTPS alone.</summary>
    private void RequireHttps(List<LocalizedText> problems)
    {
        if (!IPAddress.IsLoopback(Web.Address) && WebCertificate is null)
        {
            problems.Add(new(
                $"--web {Web} không phải địa chỉ loopback: từ máy khác chỉ dùng được HTTPS (mật khẩu, và trình duyệt chỉ cho dùng micrô qua HTTPS). Hãy thêm --web-certificate FILE, chứng thư kèm khóa dạng PEM hoặc PFX.",
                $"--web {Web} is not a loopback address: from other machines it serves HTTPS alone (passwords, and browsers give a page its microphone over nothing else). Add --web-certificate FILE, a certificate with its key as PEM or PFX."));
        }
    }

    private static void RequireLoopback(IPEndPoint address, string option, List<LocalizedText> problems)
    {
        if (!IPAddress.IsLoopback(address.Address))
        {
            problems.Add(new(
                $"{option} {address} không phải địa chỉ loopback. Cổng này chưa hỏi tài khoản nên nó chỉ nghe ở 127.0.0.1 hoặc [::1]; từ máy khác hãy dùng đường hầm SSH.",
                $"{option} {address} is not a loopback address. This port asks for no accounts, so it listens on 127.0.0.1 or [::1] only; from another machine use an SSH tunnel."));
        }
    }
}
