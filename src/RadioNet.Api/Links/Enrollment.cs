using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using RadioNet.Protocols.Identity;

namespace RadioNet.Api.Links;

/// <summary>Gets a certificate: the first with a token, later ones over the link.</summary>
public sealed class Enrollment(LinkStore store, LinkClock clock)
{
    /// <summary>From asking to giving up.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(20);

    /// <summary>Reads a token as somebody typed it; what is no whole token is an <see cref="EnrollmentException"/>.</summary>
    public static EnrollmentToken ReadToken(string? text) =>
        EnrollmentToken.TryParse(text, out var token) is var status && token is not null ? token : throw EnrollmentSentences.BadToken(status);

    /// <summary>
    /// Enrolls at a node's links address. What it returns is stored. Asking again after a failure, or after a restart, is safe:
    /// it asks with the same key. Failures are an <see cref="EnrollmentException"/>.
    /// </summary>
    public async Task<LinkCredentials> EnrollAsync(Uri links, EnrollmentToken token, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (!LinkChannel.IsLinks(links))
        {
            throw EnrollmentSentences.BadAddress(links);
        }

        if (token.IsExpired(clock.Now))
        {
            throw EnrollmentSentences.TokenExpired(token, clock.Now);
        }

        var check = new ServerCheck(token.AuthorityHash.ToArray(), clock);
        using var channel = LinkChannel.Open(links, check, own: null);
        using var key = store.RequestKey(null);
        var request = new EnrollRequest { Secret = ByteString.CopyFrom(token.Secret), SigningRequest = SigningRequest(key) };
        try
        {
            var answer = await new EnrollmentService.EnrollmentServiceClient(channel)
                .EnrollAsync(request, Options(cancel)).ResponseAsync.ConfigureAwait(false);
            return Keep(key, answer, token.AuthorityHash, token.Identity, LinkCredentials.HashOf(token));
        }
        catch (RpcException refused) when (!cancel.IsCancellationRequested)
        {
            throw EnrollmentSentences.Of(refused, links, check.Last);
        }
    }

    /// <summary>Enrolls at the first of some nodes that gives a certificate; when none does, what is thrown says what each of them said.</summary>
    /// <param name="links">The nodes' links addresses; one at least.</param>
    /// <param name="token">The token.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<LinkCredentials> EnrollAtAnyAsync(IReadOnlyList<Uri> links, EnrollmentToken token, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(links);
        ArgumentOutOfRangeException.ThrowIfZero(links.Count);
        var failures = new List<EnrollmentException>();
        foreach (var node in links)
        {
            try
            {
                return await EnrollAsync(node, token, cancel).ConfigureAwait(false);
            }
            catch (EnrollmentException failed)
            {
                failures.Add(failed);
            }
        }

        throw EnrollmentSentences.OfAll(failures);
    }

    /// <summary>
    /// Gets another certificate, with another key, over a channel of <see cref="LinkChannel"/>. What it returns is stored; put
    /// it into the holder. A refusal is the <see cref="RpcException"/> that it came as, a bad answer an <see cref="EnrollmentException"/>.
    /// </summary>
    public async Task<LinkCredentials> RenewAsync(GrpcChannel channel, LinkCredentials current, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(current);
        using var key = store.RequestKey(current);
        using var own = current.Certificate.GetECDsaPrivateKey()!;
        var request = SigningRequest(key);
        var answer = await new EnrollmentService.EnrollmentServiceClient(channel)
            .RenewAsync(new RenewRequest { SigningRequest = request, Proof = ByteString.CopyFrom(own.SignData(request.Span, HashAlgorithmName.SHA256)) }, Options(cancel))
            .ResponseAsync.ConfigureAwait(false);
        return Keep(key, answer, current.AuthorityHash, current.Identity, current.TokenHash);
    }

    private static CallOptions Options(CancellationToken cancel) => new(deadline: DateTime.UtcNow + AnswerTime, cancellationToken: cancel);

    /// <summary>A PKCS #10 request. Its subject is ignored; it says nothing.</summary>
    private static ByteString SigningRequest(ECDsa key) =>
        ByteString.CopyFrom(new CertificateRequest("CN=radionet", key, HashAlgorithmName.SHA256).CreateSigningRequest());

    private LinkCredentials Keep(ECDsa key, EnrollResponse answer, ReadOnlySpan<byte> authorityHash, LinkIdentity expected, string? tokenHash)
    {
        try
        {
            var credentials = LinkCredentials.Create(key, [.. answer.Chain.Select(certificate => certificate.ToByteArray())], authorityHash, tokenHash);
            if ((credentials.Identity.Kind, credentials.Identity.Id) != (expected.Kind, expected.Id))
            {
                throw new InvalidDataException($"The certificate is for {credentials.Identity.Name}, not for {expected.Name}.");
            }

            store.Save(credentials);
            return credentials;
        }
        catch (InvalidDataException wrong)
        {
            throw EnrollmentSentences.BadAnswer(wrong);
        }
    }
}
