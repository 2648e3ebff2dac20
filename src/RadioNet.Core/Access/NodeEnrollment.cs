using RadioNet.Api.Links;
using RadioNet.Core.Hosting;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Access;

/// <summary>How a node below another comes to its certificate: with a token, from the first of its parents that gives one, into its data folder.</summary>
internal static class NodeEnrollment
{
    /// <summary>Enrolls when the options ask for it and it was not done before.</summary>
    /// <exception cref="NodeStartException">The token does not read or is another's, or no parent gave a certificate.</exception>
    public static async Task RunAsync(NodeOptions options, string folder, LinkClock clock, CancellationToken cancel)
    {
        if (options.Token is null)
        {
            return;
        }

        var store = new LinkStore(folder);
        using var held = Load(store);
        try
        {
            var token = Enrollment.ReadToken(options.Token);
            RequireOwn(token.Identity, options);
            if (held is not null && held.CameBy(token))
            {
                return;
            }

            try
            {
                using var gained = await new Enrollment(store, clock).EnrollAtAnyAsync(options.Parents, token, cancel).ConfigureAwait(false);
            }
            catch (EnrollmentException) when (held is not null && held.AuthorityHash.SequenceEqual(token.AuthorityHash))
            {
                // An old token that stayed on the command line takes nothing from a node that is in.
            }
        }
        catch (EnrollmentException refused)
        {
            throw new NodeStartException(new LocalizedText(refused.Sentence.Vi, refused.Sentence.En), refused);
        }
    }

    /// <summary>What the folder holds; a file that does not read is replaced by what the token brings.</summary>
    private static LinkCredentials? Load(LinkStore store)
    {
        try
        {
            return store.Load();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static void RequireOwn(LinkIdentity identity, NodeOptions options)
    {
        if ((identity.Kind, identity.Id) != (LinkPeerKind.Node, options.NodeId))
        {
            throw new NodeStartException(new LocalizedText(
                $"Mã --enroll là của {identity.Name}, không phải của node/{options.NodeId}. Hãy tạo mã ở nút gốc bằng 'radionet node token {options.NodeId}'.",
                $"The --enroll token is for {identity.Name}, not for node/{options.NodeId}. Make one at the root node with 'radionet node token {options.NodeId}'."));
        }
    }
}
