using System.Security.Cryptography;
using RadioNet.Core.Accounts;

namespace RadioNet.Command.Demo;

/// <summary>Who may sign in at the demonstration's consoles: the sample's dispatcher, with a password of this run alone.</summary>
internal sealed record DemoUser(string Name, string Password)
{
    /// <summary>Nothing that is taken for something else when it is read aloud.</summary>
    private const string Letters = "abcdefghkmnpqrstuvwxyz23456789";

    private const string Dispatcher = "trucban";

    private const string Barred = $"name: {Dispatcher}, role: dispatcher, place: dak-lak, password-hash: disabled";

    /// <summary>Lets the dispatcher of the sample plan in; the plan's text then, and how to sign in.</summary>
    public static DemoUser LetIn(ref string plan)
    {
        var user = new DemoUser(Dispatcher, RandomNumberGenerator.GetString(Letters, 12));
        var open = plan.Replace(Barred, Barred.Replace("disabled", $"\"{PasswordHash.Of(user.Password)}\"", StringComparison.Ordinal), StringComparison.Ordinal);
        plan = open != plan ? open : throw new InvalidOperationException($"The sample plan has no user {Dispatcher} to let in.");
        return user;
    }
}
