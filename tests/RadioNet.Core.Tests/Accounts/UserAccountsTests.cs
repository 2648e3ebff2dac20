using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RadioNet.Core.Accounts;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Tests.Accounts;

public sealed class UserAccountsTests : IDisposable
{
    private const string Password = "a long password";

    /// <summary>One for all: a hash takes a while.</summary>
    private static readonly string _hash = PasswordHash.Of(Password);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly TempFolder _folder = new();
    private readonly PlanDatabase _database;
    private readonly PlanKeeper _plan;
    private UserAccounts _accounts;
    private int _requests;

    public UserAccountsTests()
    {
        _database = new PlanDatabase(_folder.Path, _time);
        _plan = new PlanKeeper(_database, _time);
        _accounts = Start();
        Users(new User("an", UserRole.Dispatcher, _plan.Current.Plan.Places[0].Id, _hash));
    }

    public void Dispose()
    {
        _accounts.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_token_serves_until_it_expires()
    {
        var result = await In();
        Assert.True(_accounts.TryUse(result.Token, out var who));
        Assert.Equal("an", who.User.Name);
        _time.Advance(UserAccounts.Lasting - TimeSpan.FromSeconds(1));
        Assert.True(_accounts.TryUse(result.Token, out _));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_accounts.TryUse(result.Token, out _));
    }

    [Fact]
    public async Task A_token_that_was_altered_or_is_another_nodes_serves_nobody()
    {
        var token = (await In()).Token;
        for (var i = 0; i < token.Length; i++)
        {
            Assert.False(_accounts.TryUse(string.Concat(token.AsSpan(0, i), token[i] == 'B' ? "C" : "B", token.AsSpan(i + 1)), out _), $"altered at {i}");
        }

        using var elsewhere = new TempFolder();
        using var other = Start(elsewhere.Path);
        Assert.False(other.TryUse(token, out _));
        Assert.All((string[])["", "rc1.", "rc1..", "rc1.e30.e30", new string('x', 5000), "rc1.\0.\0"], bad => Assert.False(_accounts.TryUse(bad, out _)));
    }

    [Fact]
    public async Task A_restart_signs_nobody_out_and_nobody_in_again()
    {
        var (stays, goes) = ((await In()).Token, (await In()).Token);
        _accounts.SignOut(goes);
        Assert.False(_accounts.TryUse(goes, out _));

        _accounts.Dispose();
        _accounts = Start();
        Assert.True(_accounts.TryUse(stays, out _));
        Assert.False(_accounts.TryUse(goes, out _));
    }

    [Fact]
    public async Task What_the_plan_changes_of_a_user_ends_the_tokens()
    {
        var user = _plan.Current.Plan.Users[0];
        User?[] changed = [user with { Role = UserRole.Listener }, user with { Priority = 9 }, user with { PasswordHash = "disabled" }, user with { PreEmpt = true }, null];
        foreach (var change in changed)
        {
            Users(user);
            var token = (await In()).Token;
            Users(user with { Line = 7 }, new User("binh", UserRole.Listener, user.Place, "disabled"));
            Assert.True(_accounts.TryUse(token, out _));
            Users(change is null ? [] : [change]);
            Assert.False(_accounts.TryUse(token, out _), $"{change}");
        }
    }

    [Fact]
    public async Task A_wrong_password_or_name_is_refused_alike()
    {
        Assert.Equal(SignInResult.Wrong, await _accounts.SignInAsync("an", "wrong password", "1.1.1.1", default));
        Assert.Equal(SignInResult.Wrong, await _accounts.SignInAsync("nobody", Password, "1.1.1.1", default));
        Users(new User("an", UserRole.Dispatcher, _plan.Current.Plan.Places[0].Id, PlanSecrets.Kept));
        Assert.Equal(SignInResult.Wrong, await _accounts.SignInAsync("an", PlanSecrets.Kept, "1.1.1.1", default));
    }

    [Fact]
    public async Task Who_tries_too_often_waits_by_name_and_by_source()
    {
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(SignInResult.Wrong, await _accounts.SignInAsync("an", "guess", $"1.1.1.{i}", default));
        }

        Assert.Equal(SignInResult.Later, await _accounts.SignInAsync("an", Password, "2.2.2.2", default));
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.True((await _accounts.SignInAsync("an", Password, "2.2.2.2", default)).IsIn);

        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(SignInResult.Wrong, await _accounts.SignInAsync($"name{i}", "guess", "3.3.3.3", default));
        }

        Assert.Equal(SignInResult.Later, await _accounts.SignInAsync("name9", "guess", "3.3.3.3", default));
    }

    [Fact]
    public async Task Who_signs_in_rightly_is_not_counted()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.True((await In()).IsIn);
        }
    }

    private UserAccounts Start(string? folder = null) =>
        new(_plan, new SessionFile(folder ?? _folder.Path, _time), _time, NullLogger<UserAccounts>.Instance);

    private Task<SignInResult> In() => _accounts.SignInAsync("an", Password, "1.2.3.4", default);

    private void Users(params User[] users)
    {
        var plan = _plan.Current.Plan with { Users = [.. users] };
        _plan.Apply(new ChangeRequest("test", $"{_requests++}"), PlanWriter.Write(plan, withSecrets: true));
    }
}
