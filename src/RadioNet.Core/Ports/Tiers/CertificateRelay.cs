using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Access;
using RadioNet.Core.Hosting;
using RadioNet.Core.Storage;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// Brings who asks for a certificate an answer: at the root from the CA, below it from the node above, hop by hop. Nothing is
/// kept of what is on its way: who gets no answer asks again with the same key, and gets the same certificate.
/// </summary>
internal sealed class CertificateRelay(
    CertificateDesk desk, NodeCredentials node, NodeOptions options, NodeIdentity self, IAccessStore store, LinkClock clock, TimeProvider time) : ITierMatter
{
    /// <summary>The most that wait for an answer from above, and of one child.</summary>
    private const int MostWaiting = 256;
    private const int MostOfOneChild = 32;

    /// <summary>From asking the node above to giving up; who asks this node waits 20 s.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<CertificateAnswer>> _waiting = new();
    private readonly ConditionalWeakTable<AttachedChild, StrongBox<int>> _asking = [];
    private ulong _number;
    private volatile ParentLine? _parent;

    /// <summary>Gets an answer; never throws but when it is cancelled.</summary>
    public async Task<CertificateAnswer> AskAsync(CertificateAsk ask, CancellationToken cancel)
    {
        if (node.Authority is not null || options.Parents.Count == 0)
        {
            return desk.Answer(ask);
        }

        var number = Interlocked.Increment(ref _number);
        var answered = new TaskCompletionSource<CertificateAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_waiting.Count >= MostWaiting)
        {
            return CertificateDesk.Refused(StatusCode.ResourceExhausted, "Too many ask for certificates. Try again in a minute.");
        }

        _waiting[number] = answered;
        try
        {
            if (_parent is not { } parent || !parent.Send(new FromChild { CertificateAsk = new CertificateAsk(ask) { Number = number } }))
            {
                return OutOfReach();
            }

            var answer = await answered.Task.WaitAsync(AnswerTime, time, cancel).ConfigureAwait(false);
            Remember(ask, answer);
            return answer;
        }
        catch (TimeoutException)
        {
            return OutOfReach();
        }
        finally
        {
            _waiting.TryRemove(number, out _);
        }
    }

    public void ParentUp(ParentLine parent) => _parent = parent;

    public void ParentDown()
    {
        _parent = null;
        foreach (var waiting in _waiting.Values)
        {
            waiting.TrySetResult(OutOfReach());
        }
    }

    public void Hear(ToChild said)
    {
        if (said.CertificateAnswer is { } answer && _waiting.TryGetValue(answer.Number, out var waiting))
        {
            waiting.TrySetResult(answer);
        }
    }

    public void ChildUp(AttachedChild child)
    {
    }

    public void ChildDown(AttachedChild child)
    {
    }

    public void Hear(AttachedChild child, FromChild said)
    {
        if (said.CertificateAsk is { } ask)
        {
            _ = AnswerAsync(child, ask);
        }
    }

    private async Task AnswerAsync(AttachedChild child, CertificateAsk ask)
    {
        var asking = _asking.GetOrCreateValue(child);
        try
        {
            if (Interlocked.Increment(ref asking.Value) > MostOfOneChild)
            {
                Give(child, ask, CertificateDesk.Refused(StatusCode.ResourceExhausted, "Too many ask for certificates. Try again in a minute."));
                return;
            }

            // The link's reader does not wait for signatures and disks.
            var further = new CertificateAsk(ask) { From = $"{ask.From[..Math.Min(ask.From.Length, 500)]} by way of {child.Id}" };
            Give(child, ask, await Task.Run(() => AskAsync(further, CancellationToken.None)).ConfigureAwait(false));
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            Give(child, ask, CertificateDesk.Refused(StatusCode.Unavailable, $"{self.Id} could not do it: {failed.Message}"));
        }
        finally
        {
            Interlocked.Decrement(ref asking.Value);
        }
    }

    private static void Give(AttachedChild child, CertificateAsk ask, CertificateAnswer answer) =>
        child.Send(new ToChild { CertificateAnswer = new CertificateAnswer(answer) { Number = ask.Number } });

    /// <summary>So that an open link of who has renewed is known for one, when the certificate that it began with is over.</summary>
    private void Remember(CertificateAsk ask, CertificateAnswer answer)
    {
        if (ask.Renewal is not { } renewal || answer.Chain is not [var der, ..])
        {
            return;
        }

        try
        {
            using var former = X509CertificateLoader.LoadCertificate(renewal.Certificate.Span);
            using var given = X509CertificateLoader.LoadCertificate(der.Span);
            var holder = LinkCertificate.Verify(given, node.Holder!.Current.Authority, null, clock.Now, TimeSpan.Zero).Identity;
            if (holder is not null && store.FindCertificate(given.SerialNumber) is null)
            {
                store.AddCertificate(
                    Row(given, holder) with { Renews = former.SerialNumber },
                    null,
                    new AuditEntry(0, clock.Now, holder.Name, "certificate-pass", $"{given.SerialNumber} in place of {former.SerialNumber}"));
            }
        }
        catch (CryptographicException)
        {
            // What is no certificate is for who asked to refuse.
        }
    }

    private IssuedCertificate Row(X509Certificate2 given, LinkIdentity holder) => new(
        0, given.SerialNumber, holder.Kind, holder.Id, Convert.ToHexStringLower(LinkCertificate.KeyHash(given)), given.RawData,
        LinkCertificate.BeginOf(given) + clock.Lifetimes.Backdating, LinkCertificate.EndOf(given));

    private CertificateAnswer OutOfReach() => CertificateDesk.Refused(
        StatusCode.Unavailable, $"The root is not in reach from {self.Id}: try again when the link is back, or name the root's address.");
}
