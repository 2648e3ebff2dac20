using System.Diagnostics;
using System.Text;
using CsCheck;

namespace RadioNet.Plan.Tests;

/// <summary>Nothing that stands in a file makes the reader throw, hang or eat memory.</summary>
public sealed class HostileTextTests
{
    private const string Fragments = "{}[]:,-#&*!|>'\"%@`?\t \n\r\0\u0007\uFEFFaé\ud800";

    private static readonly string[] _pieces =
    [
        "{ ", "}", "[", "]", ": ", "\n", "\t", "- ", "&a ", "*a", "<<: *a", "!!binary ", "| \n", "> \n", "'", "\"", "? ", "---\n", "...\n",
        "%YAML 9.9\n", "\"\\U00110000\"", "\"\\ud800\"", "\"\\x\"", "\u2028", "99999999999999999999", "-1", "1e999", "NaN", "0s", "9999h", "~",
        "talkgroups:", "subscribers:\n  - ", "id: ", "sites: [", "name: { vi: ", "1e-400 MHz",
    ];

    [Fact]
    public void Mutated_plans_are_read_or_refused_and_never_throw()
    {
        var mutation = Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 12], Gen.OneOf(Gen.Int[0, _pieces.Length - 1].Select(i => _pieces[i]), Gen.Char[Fragments].Select(c => c.ToString())));
        mutation.Array[1, 6].Sample(mutations =>
        {
            var text = new StringBuilder(Plans.Small);
            foreach (var (at, removed, piece) in mutations)
            {
                var start = at % text.Length;
                text.Remove(start, Math.Min(removed, text.Length - start)).Insert(start, piece);
            }

            var reading = PlanReader.Read(text.ToString());
            return reading.Succeeded
                ? PlanContent.Same(reading.Plan, Plans.Read(PlanWriter.Write(reading.Plan, withSecrets: true)))
                : reading.Errors.All(e => e.Line >= 1 && e.Column >= 1 && e.Message.Length is > 10 and < 600 && !e.Message.Any(char.IsControl));
        }, iter: 5_000);
    }

    [Fact]
    public void Random_text_is_refused()
    {
        Gen.Char[Fragments].Array[0, 200].Sample(c => !PlanReader.Read(new string(c)).Succeeded, iter: 5_000);
    }

    public static TheoryData<string> Bombs => ["[", "{", "{a: ", "- ", "? ", "a:\n ", "&a ", "!", "\"", "| ", "a: b\n", "talkgroups: [", "\n", "*a ", "- {", "\t"];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_million_of_anything_is_refused_in_bounded_time_and_memory(string piece)
    {
        foreach (var start in (string[])["", "network: n\ntalkgroups: ", "subscribers:\n  - id: "])
        {
            var text = start + new StringBuilder().Insert(0, piece, 1_000_000 / piece.Length);
            var memory = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            var reading = PlanReader.Read(text);

            Assert.False(reading.Succeeded);
            Assert.InRange(reading.Errors.Length, 1, 1001);
            // A fraction of a second when alone; a reader that is not linear would take minutes.
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - memory < 600_000_000);
        }
    }

    [Fact]
    public void Aliases_cannot_multiply()
    {
        var text = "network: n\nlol: &a [x, x]\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"l{i}: &b{i} [*a, *a, *a, *a, *a, *a]\n"));
        Assert.Contains(PlanReader.Read(text).Errors, e => e.Message.Contains("no aliases", StringComparison.Ordinal));
    }

    [Fact]
    public void Too_deep_and_too_large_entries_are_refused_where_they_begin_to_be()
    {
        Assert.Contains("2:24: This is nested deeper than anything in a plan. Is a bracket or an indentation wrong before it?", Plans.Errors("network: n\nsites: " + new string('[', 40)));
        var large = "network: n\nsubscribers:\n  - { id: 1, talkgroups: [" + string.Concat(Enumerable.Repeat("1, ", 100_000)) + "1] }";
        Assert.Contains(Plans.Errors(large), e => e.Contains("This entry has more than 100000 values.", StringComparison.Ordinal));
    }
}
