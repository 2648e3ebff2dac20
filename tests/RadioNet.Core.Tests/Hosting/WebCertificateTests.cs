using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RadioNet.Core.Hosting;

namespace RadioNet.Core.Tests.Hosting;

public sealed class WebCertificateTests
{
    [Theory]
    [InlineData("pem")]
    [InlineData("pfx")]
    public async Task The_web_address_speaks_HTTPS_with_the_certificate_of_the_file(string kind)
    {
        using var folder = new TempFolder();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=console.example", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = Path.Combine(folder.Path, $"web.{kind}");
        await File.WriteAllBytesAsync(file, kind == "pfx" ? made.Export(X509ContentType.Pfx) : System.Text.Encoding.ASCII.GetBytes($"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n"), TestContext.Current.CancellationToken);
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        await using var node = await NodeHost.StartAsync(
            new NodeOptions { DataFolder = Path.Combine(folder.Path, "node"), Web = any, WebCertificate = file, Grpc = any, Links = any, Homebrew = any, Voice = any },
            cancel: TestContext.Current.CancellationToken);
        Assert.Equal("https", node.Addresses.WebScheme);

        X509Certificate2? shown = null;
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    shown = new X509Certificate2(certificate!);
                    return shown.Thumbprint == made.Thumbprint;
                },
            },
        });
        Assert.Equal("ok\n", await client.GetStringAsync(new Uri($"https://{node.Addresses.Web}/healthz"), TestContext.Current.CancellationToken));
        Assert.Equal(made.Thumbprint, shown?.Thumbprint);
    }

    [Fact]
    public async Task A_file_without_a_key_stops_the_start_with_a_sentence()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "web.pem");
        await File.WriteAllTextAsync(file, "no certificate", TestContext.Current.CancellationToken);
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        var refused = await Assert.ThrowsAsync<NodeStartException>(() => NodeHost.StartAsync(
            new NodeOptions { DataFolder = Path.Combine(folder.Path, "node"), Web = any, WebCertificate = file, Grpc = any, Links = any, Homebrew = any, Voice = any },
            cancel: TestContext.Current.CancellationToken));
        Assert.Contains("--web-certificate", refused.Message, StringComparison.Ordinal);
    }
}
