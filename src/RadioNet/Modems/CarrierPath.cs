using RadioNet.Command.Terminal;

namespace RadioNet.Command.Modems;

/// <summary>Which base station, or which carrier of it: SITE/BASE-STATION or SITE/BASE-STATION/CARRIER.</summary>
/// <param name="Site">The site's id.</param>
/// <param name="BaseStation">The base station's id at the site.</param>
/// <param name="Carrier">The carrier's id at the base station; empty for the base station itself.</param>
internal sealed record CarrierPath(string Site, string BaseStation, string Carrier)
{
    public override string ToString() => Carrier.Length == 0 ? $"{Site}/{BaseStation}" : $"{Site}/{BaseStation}/{Carrier}";

    /// <summary>Reads one; what is none ends the command.</summary>
    public static CarrierPath Parse(string text, bool needsCarrier = false) => text.Split('/') switch
    {
        [{ Length: > 0 } site, { Length: > 0 } station, { Length: > 0 } carrier] => new(site, station, carrier),
        [{ Length: > 0 } site, { Length: > 0 } station] when !needsCarrier => new(site, station, ""),
        _ when needsCarrier => throw new Failure(
            $"\"{text}\" không có dạng SITE/BASE-STATION/CARRIER, ví dụ tan-loi-hill/bs1/c1.", $"\"{text}\" is not SITE/BASE-STATION/CARRIER, such as tan-loi-hill/bs1/c1.", 2),
        _ => throw new Failure(
            $"\"{text}\" không có dạng SITE/BASE-STATION hoặc SITE/BASE-STATION/CARRIER, ví dụ tan-loi-hill/bs1/c1.",
            $"\"{text}\" is neither SITE/BASE-STATION nor SITE/BASE-STATION/CARRIER, such as tan-loi-hill/bs1/c1.", 2),
    };
}
