using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Hosting;

/// <summary>What the web address shows browsers: a certificate with its chain and key, of a file that the operator names.</summary>
internal static class WebCertificate
{
    /// <summary>Has an address speak HTTPS. The certificate is read once, at the start.</summary>
    /// <exception cref="NodeStartException">The file has none that serves.</exception>
    public static void UseHttps(this ListenOptions listen, string file)
    {
        var all = Read(file);
        var own = all.FirstOrDefault(one => one.HasPrivateKey) ?? throw Unfit(file, null);
        listen.UseHttps(https =>
        {
            https.ServerCertificate = own;
            https.ServerCertificateChain = [.. all.Where(one => one != own)];
            https.ClientCertificateMode = ClientCertificateMode.NoCertificate;
        });
    }

    private static X509Certificate2Collection Read(string file)
    {
        try
        {
            if (!File.ReadAllBytes(file).AsSpan().StartsWith("-----BEGIN"u8))
            {
                return X509CertificateLoader.LoadPkcs12CollectionFromFile(file, null);
            }

            var found = new X509Certificate2Collection { X509Certificate2.CreateFromPemFile(file) };
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(file);
            found.AddRange(chain.Skip(1).ToArray());
            return found;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Unfit(file, failed);
        }
    }

    private static NodeStartException Unfit(string file, Exception? why) => new(
        new LocalizedText(
            $"--web-certificate {file} không đọc được, hoặc không có chứng thư kèm khóa riêng (PEM: chứng thư, các chứng thư trung gian, khóa; hoặc PFX không mật khẩu).",
            $"--web-certificate {file} cannot be read, or holds no certificate with its private key (PEM: the certificate, those between, the key; or a PFX without a password)."),
        why);
}
