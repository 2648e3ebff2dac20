using RadioNet.Api.Links;
using RadioNet.BaseStation.Ports;
using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Hosting;

/// <summary>How a base station's controller runs on its machine. What it should do is the network plan's matter.</summary>
public sealed class StationOptions
{
    /// <summary>The site that its certificate is for.</summary>
    public required string Site { get; init; }

    /// <summary>Its id at the site.</summary>
    public required string BaseStation { get; init; }

    /// <summary>Its nodes' links addresses, the one that is to serve first first.</summary>
    public required IReadOnlyList<Uri> Nodes { get; init; }

    /// <summary>The folder that holds everything it keeps; made when it is missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A token to enroll with, for who has no certificate yet; null otherwise.</summary>
    public string? Token { get; init; }

    /// <summary>Where the modem of each carrier is.</summary>
    public required IReadOnlyDictionary<string, ModemPortAddress> Modems { get; init; }

    /// <summary>What it says that it runs.</summary>
    public string Software { get; init; } = "RadioNet";

    /// <summary>What is wrong with the options, as sentences; empty when it may start.</summary>
    public IReadOnlyList<LocalizedText> Validate()
    {
        var problems = new List<LocalizedText>();
        if (Nodes.Count == 0)
        {
            problems.Add(new("Thiếu nút. Hãy dùng --node https://HOST:8443, hai lần trở lên để có dự phòng.", "No node is named. Name one with --node https://HOST:8443, two or more for dual homing."));
        }

        foreach (var node in Nodes.Where(node => !LinkChannel.IsLinks(node)))
        {
            problems.Add(new($"--node {node} không phải địa chỉ https://HOST:PORT.", $"--node {node} is no https://HOST:PORT address."));
        }

        if (Modems.Count == 0)
        {
            problems.Add(new(
                "Thiếu modem. Hãy dùng --modem SÓNG-MANG=CỔNG, ví dụ --modem c1=serial:/dev/ttyACM0?baud=460800; 'radionet modem ports' liệt kê các cổng.",
                "No modem is named. Use --modem CARRIER=PORT, such as --modem c1=serial:/dev/ttyACM0?baud=460800; 'radionet modem ports' lists the ports."));
        }

        foreach (var shared in Modems.GroupBy(m => m.Value.ToString()).Where(g => g.Count() > 1))
        {
            problems.Add(new(
                $"Các sóng mang {string.Join(", ", shared.Select(m => m.Key))} dùng chung cổng {shared.Key}: mỗi sóng mang cần một modem.",
                $"The carriers {string.Join(", ", shared.Select(m => m.Key))} share the port {shared.Key}: each carrier needs a modem of its own."));
        }

        return problems;
    }
}
