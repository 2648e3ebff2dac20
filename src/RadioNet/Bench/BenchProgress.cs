using RadioNet.Command.Terminal;

namespace RadioNet.Command.Bench;

/// <summary>What a load test is doing now: a line on standard error, for who waits at a terminal.</summary>
internal sealed class BenchProgress(Language language)
{
    public void Say(string vi, string en)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(language.Say(vi, en));
        }
    }
}
