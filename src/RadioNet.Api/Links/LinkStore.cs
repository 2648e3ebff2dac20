using System.Security.Cryptography;

namespace RadioNet.Api.Links;

/// <summary>
/// Where an end of a link keeps its credentials: <c>link.pem</c> in its data folder, and the key of a request that has not
/// been answered in <c>link-request.pem</c>, each a <see cref="PrivateFile"/>. A process that is killed at any moment goes on
/// with the old or the new, and asks again with the same key.
/// </summary>
public sealed class LinkStore
{
    private readonly string _credentials;
    private readonly string _request;

    /// <summary>In a data folder, which is made when it is missing.</summary>
    public LinkStore(string folder)
    {
        Directory.CreateDirectory(folder);
        _credentials = Path.Combine(folder, "link.pem");
        _request = Path.Combine(folder, "link-request.pem");
    }

    /// <summary>The credentials; null when there are none yet. A file that does not read is an <see cref="InvalidDataException"/>.</summary>
    public LinkCredentials? Load()
    {
        try
        {
            return PrivateFile.Read(_credentials) is { } text ? LinkCredentials.FromPem(text) : null;
        }
        catch (InvalidDataException wrong)
        {
            throw new InvalidDataException($"{_credentials} does not read: {wrong.Message}", wrong);
        }
    }

    /// <summary>Keeps credentials in place of those before.</summary>
    public void Save(LinkCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        PrivateFile.Write(_credentials, credentials.ToPem());
        File.Delete(_request);
    }

    /// <summary>The key to ask for a certificate with: that of a request without an answer, or a new one.</summary>
    public ECDsa RequestKey(LinkCredentials? current)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            if (PrivateFile.Read(_request) is { } text)
            {
                key.ImportFromPem(text);
                if (current is null || !current.IsOf(key))
                {
                    return key;
                }

                // Its answer is stored already; the end came between storing that and deleting this.
                key.GenerateKey(ECCurve.NamedCurves.nistP256);
            }
        }
        catch (Exception torn) when (torn is CryptographicException or ArgumentException)
        {
            key.GenerateKey(ECCurve.NamedCurves.nistP256);
        }

        PrivateFile.Write(_request, key.ExportPkcs8PrivateKeyPem());
        return key;
    }
}
