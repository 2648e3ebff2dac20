using RadioNet.Api;
using RadioNet.Plan;

namespace RadioNet.BaseStation.Hosting;

/// <summary>How a plan and the modems of a base station fit together.</summary>
internal static class PlanFit
{
    /// <summary>Modems whose carrier the plan does not have, and carriers of the plan without a modem.</summary>
    public static IEnumerable<LocalizedText> Of(PlanIndex plan, StationOptions options)
    {
        foreach (var carrier in options.Modems.Keys.Order(StringComparer.Ordinal).Where(c => !plan.TryPort(options.Site, options.BaseStation, c, out _)))
        {
            yield return new LocalizedText
            {
                Vi = $"Quy hoạch không có sóng mang {carrier} ở {options.Site}/{options.BaseStation}; modem của nó đứng yên. Hãy sửa --modem hoặc quy hoạch.",
                En = $"The plan has no carrier {carrier} at {options.Site}/{options.BaseStation}; its modem rests. Mend --modem or the plan.",
            };
        }

        foreach (var port in plan.PortsAt(options.Site).Where(p => p.BaseStation?.Id == options.BaseStation && !options.Modems.ContainsKey(p.Carrier!.Id)))
        {
            yield return new LocalizedText
            {
                Vi = $"Trạm gốc không có modem cho sóng mang {port.Carrier!.Id}. Hãy thêm --modem {port.Carrier.Id}=CỔNG.",
                En = $"The base station has no modem for carrier {port.Carrier!.Id}. Add --modem {port.Carrier.Id}=PORT.",
            };
        }
    }
}
