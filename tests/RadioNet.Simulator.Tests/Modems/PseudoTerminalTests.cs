using System.Runtime.Versioning;
using RadioNet.Simulator.Modems;

namespace RadioNet.Simulator.Tests.Modems;

[SupportedOSPlatform("linux")]
public sealed class PseudoTerminalTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("radionet-");

    public PseudoTerminalTests()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Pseudo-terminals are Linux's alone.");
    }

    private string Link => Path.Combine(_folder.FullName, "modem1");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_program_that_opens_the_other_end_meets_a_line_that_changes_no_octet()
    {
        using var modem = PseudoTerminal.Open();
        using var host = new FileStream(modem.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

        Assert.Equal(all.Length, modem.Write(all, Soon));
        var there = new byte[all.Length];
        host.ReadExactly(there);
        host.Write(all);
        var back = new byte[2 * all.Length];
        var count = 0;
        while (count < all.Length) count += modem.Read(back.AsSpan(count), Soon);

        Assert.Equal(all, there);
        Assert.Equal(all, back[..count]);
        Assert.Equal(0, modem.Read(back, TimeSpan.FromMilliseconds(20))); // no echo
    }

    [Fact]
    public void The_line_outlives_the_programs_that_open_it()
    {
        using var modem = PseudoTerminal.Open();
        for (byte i = 0; i < 3; i++)
        {
            using (var host = new FileStream(modem.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0)) host.WriteByte(i);
            var heard = new byte[10];
            Assert.Equal(1, modem.Read(heard, Soon));
            Assert.Equal(i, heard[0]);
        }

        Assert.False(modem.IsHungUp);
    }

    [Fact]
    public void Its_link_leads_to_it_and_goes_with_it()
    {
        using (var modem = PseudoTerminal.Open(Link)) Assert.Equal(modem.Path, new FileInfo(Link).LinkTarget);

        Assert.False(new FileInfo(Link).Exists);
    }

    [Fact]
    public void A_link_that_a_killed_simulator_left_is_replaced_and_any_other_file_is_kept()
    {
        File.CreateSymbolicLink(Link, "/dev/pts/4711");
        using (var modem = PseudoTerminal.Open(Link)) Assert.Equal(modem.Path, new FileInfo(Link).LinkTarget);

        File.WriteAllText(Link, "precious");
        Assert.Throws<IOException>(() => PseudoTerminal.Open(Link));
        Assert.Equal("precious", File.ReadAllText(Link));
    }

    [Fact]
    public void An_earlier_line_does_not_take_its_successors_link_away()
    {
        var earlier = PseudoTerminal.Open(Link);
        using var later = PseudoTerminal.Open(Link);
        earlier.Dispose();

        Assert.Equal(later.Path, new FileInfo(Link).LinkTarget);
    }

    [Fact]
    public void Hanging_up_ends_a_wait_and_the_other_side_sees_the_end()
    {
        var modem = PseudoTerminal.Open();
        using var host = new FileStream(modem.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        var count = -1;
        var waiting = new Thread(() => count = modem.Read(new byte[10], Timeout.InfiniteTimeSpan));
        waiting.Start();
        modem.HangUp();

        Assert.True(waiting.Join(Soon));
        Assert.Equal(0, count);
        Assert.True(modem.IsHungUp);
        Assert.Equal(0, modem.Write([1], Soon));
        Assert.ThrowsAny<IOException>(() => host.WriteByte(1));
    }

    [Fact]
    public void A_wake_up_ends_a_wait()
    {
        using var modem = PseudoTerminal.Open();
        modem.Wake();

        Assert.Equal(0, modem.Read(new byte[10], Timeout.InfiniteTimeSpan));
    }
}
