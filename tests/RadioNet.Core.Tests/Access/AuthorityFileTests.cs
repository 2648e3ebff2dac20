using Microsoft.Extensions.Time.Testing;
using RadioNet.Core.Access;
using RadioNet.Core.Hosting;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Tests.Access;

/// <summary><c>ca.pem</c>, whose loss strands a network.</summary>
public sealed class AuthorityFileTests : IDisposable
{
    private const string Passphrase = "correct horse";

    private readonly TempFolder _folder = new();
    private readonly NetworkAuthority _network = NetworkAuthority.Create(TimeProvider.System.GetUtcNow());

    private string File => Path.Combine(_folder.Path, "ca.pem");

    public void Dispose()
    {
        _network.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void One_that_does_not_read_is_overwritten_only_when_that_is_asked_for()
    {
        var torn = _network.ToPem()[..300];
        System.IO.File.WriteAllText(File, torn);
        var backup = _network.ToEncryptedPem(Passphrase);
        foreach (var refused in new[] { Refuses(() => Create(replace: false)), Refuses(() => AuthorityMaintenance.Restore(_folder.Path, backup, Passphrase, false, "an")) })
        {
            Assert.Contains(File, refused, StringComparison.Ordinal);
            Assert.Contains("--replace", refused, StringComparison.Ordinal);
        }

        Assert.Equal(torn, System.IO.File.ReadAllText(File));
        Assert.Equal(AuthorityFile.Name(_network), AuthorityMaintenance.Restore(_folder.Path, backup, Passphrase, replace: true, "an"));
        Assert.Equal(_network.ToPem(), System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Another_one_is_overwritten_only_when_that_is_asked_for_and_the_same_one_at_once()
    {
        var first = Create(replace: false);
        Assert.Contains("another CA", Refuses(() => Create(replace: false)), StringComparison.Ordinal);
        using (var there = AuthorityFile.Load(_folder.Path)!)
        {
            Assert.Equal(first, AuthorityFile.Name(there));
            Assert.Equal(first, AuthorityMaintenance.Restore(_folder.Path, there.ToEncryptedPem(Passphrase), Passphrase, replace: false, "an"));
        }

        Assert.NotEqual(first, Create(replace: true));
    }

    [Fact]
    public void A_node_makes_none_where_one_is_that_may_not_be_read()
    {
        // Nobody can read a file where a folder is: for root too.
        Directory.CreateDirectory(File);
        using (var store = new PlanDatabase(_folder.Path, new FakeTimeProvider()))
        {
            var (authority, whyNot) = AuthorityFile.LoadOrCreate(_folder.Path, store, TimeProvider.System.GetUtcNow());
            Assert.Null(authority);
            Assert.Contains(File, whyNot!.En, StringComparison.Ordinal);
            Assert.Contains("ca restore", whyNot.En, StringComparison.Ordinal);
            Assert.Empty(store.Audit(long.MaxValue, 10));
        }

        Assert.Contains("does not read", Refuses(() => Create(replace: false)), StringComparison.Ordinal);
    }

    private string Create(bool replace) => AuthorityMaintenance.Create(_folder.Path, replace, "an");

    private static string Refuses(Action change) => Assert.Single(Assert.Throws<NodeStartException>(change).Sentences).En;
}
