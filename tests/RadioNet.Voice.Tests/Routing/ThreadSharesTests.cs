using System.Globalization;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Tests.Routing;

public sealed class ThreadSharesTests
{
    [Fact]
    public void A_few_threads_have_the_most_and_where_more_ask_nobody_has()
    {
        if (!OperatingSystem.IsLinux()) return;
        var shares = new ThreadShares(2);
        using var first = new Asking(shares);
        using var second = new Asking(shares);
        int ordinary = first.Before;
        int best = MayHave(ordinary);
        Assert.Equal((best, best), (first.Niceness, second.Niceness));

        using (var third = new Asking(shares))
        {
            Assert.Equal((ordinary, ordinary, ordinary), (first.Niceness, second.Niceness, third.Niceness));
        }

        // Of three that asked one has ended, and another too: there is room for one again.
        second.Dispose();
        using var fourth = new Asking(shares);
        Assert.Equal((ordinary, best), (first.Niceness, fourth.Niceness));
    }

    /// <summary>What a thread gets that asks alone: below the ordinary where the process has the right.</summary>
    private static int MayHave(int ordinary)
    {
        using var alone = new Asking(new ThreadShares(1));
        Assert.InRange(alone.Niceness, -20, ordinary);
        return alone.Niceness;
    }

    /// <summary>A thread that asks for the most, and lives until it is disposed of.</summary>
    private sealed class Asking : IDisposable
    {
        private readonly ManualResetEventSlim _has = new();
        private readonly ManualResetEventSlim _ends = new();
        private readonly Thread _thread;
        private string _stat = "";

        public Asking(ThreadShares shares)
        {
            _thread = new Thread(() =>
            {
                _stat = "/proc/self/task/" + Path.GetFileName(File.ResolveLinkTarget("/proc/thread-self", returnFinalTarget: false)!.FullName) + "/stat";
                Before = Niceness;
                using ThreadShares.Taken share = shares.TakeMost();
                _has.Set();
                _ends.Wait();
            });
            _thread.Start();
            _has.Wait(TestContext.Current.CancellationToken);
        }

        /// <summary>Its niceness before it asked.</summary>
        public int Before { get; private set; }

        /// <summary>Its niceness now: the 19th field of its stat, which counts from the one behind its name in brackets (proc_pid_stat(5)).</summary>
        public int Niceness
        {
            get
            {
                string stat = File.ReadAllText(_stat);
                return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
            }
        }

        public void Dispose()
        {
            _ends.Set();
            _thread.Join();
        }
    }
}
