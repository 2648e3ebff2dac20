using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RadioNet.Protocols.Tests.Identity;

/// <summary>A CA that certifies whatever a test wants, the wrong things included.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string NodeUses = "1.3.6.1.5.5.7.3.1 1.3.6.1.5.5.7.3.2";
    public const string SiteUses = "1.3.6.1.5.5.7.3.2";
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestAuthority(string name = "CN=test network CA")
    {
        var request = new CertificateRequest(name, _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        using var own = request.CreateSelfSigned(Now.AddDays(-1), Now.AddYears(30));
        Certificate = X509CertificateLoader.LoadCertificate(own.RawData);
    }

    /// <summary>When certificates are made, to the second as they carry it.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public X509Certificate2 Certificate { get; }

    /// <summary>A certificate of 90 days from <see cref="Now"/>.</summary>
    public X509Certificate2 Issue(
        string[] uris, string uses = SiteUses, bool authority = false, HashAlgorithmName? hash = null, Action<CertificateRequest>? more = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test peer", key, hash ?? HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, true));
        var oids = new OidCollection();
        foreach (var use in uses.Split(' '))
        {
            oids.Add(new Oid(use));
        }

        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, false));
        if (uris.Length > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            Array.ForEach(uris, uri => names.AddUri(new Uri(uri)));
            request.CertificateExtensions.Add(names.Build());
        }

        more?.Invoke(request);
        return request.Create(
            Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), Now, Now.AddDays(90), Encoding.ASCII.GetBytes("test"));
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }
}
