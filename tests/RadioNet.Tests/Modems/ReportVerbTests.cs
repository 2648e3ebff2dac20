using System.IO.Compression;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Modems;

public sealed class ReportVerbTests
{
    [Fact]
    public async Task A_report_of_a_port_holds_what_helps_and_no_secret()
    {
        using var bench = new ModemBench();
        using var folder = new TemporaryFolder();
        string log = folder.Write("station.log", "2026-01-01 enrolled with rn1.hidden-token-value\n2026-01-01 modem ready\n");
        string file = Path.Combine(folder.Path, "report.zip");

        var told = (await ModemBench.RunAsync("report", bench.Receiver.Address, "--for", "2s", "--logs", log, "--logs", "/no/such.log", "--output", file, "--json")).Succeeded().Json[0];

        Assert.Equal(file, told.GetProperty("file").GetString());
        Assert.Single(told.GetProperty("missing").EnumerateArray());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(file));
        using var zip = ZipFile.OpenRead(file);
        Assert.Equal(["README.txt", "versions.json", "ports.jsonl", "probe.json", "monitor.jsonl", "station.log"], zip.Entries.Select(entry => entry.Name));
        Assert.Contains("MMDVM 20260816", Text(zip, "probe.json"), StringComparison.Ordinal);
        Assert.Contains("\"state\":\"dmr\"", Text(zip, "monitor.jsonl"), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-token-value", Text(zip, "station.log"), StringComparison.Ordinal);
        Assert.Contains("modem ready", Text(zip, "station.log"), StringComparison.Ordinal);

        var again = await ModemBench.RunAsync("report", bench.Receiver.Address, "--for", "1s", "--output", file);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("--output", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_a_folder_without_a_running_station_is_made_all_the_same()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "report.zip");
        Directory.CreateDirectory(Path.Combine(folder.Path, "data"));
        var told = (await ModemBench.RunAsync("report", Path.Combine(folder.Path, "data"), "--output", file)).Succeeded().Output;
        Assert.Contains("No base station answers", told, StringComparison.Ordinal);
        Assert.Contains("holds no plan", told, StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
