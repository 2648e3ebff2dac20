using System.Collections.Immutable;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Presets;

/// <summary>The presets that come with RadioNet.</summary>
public static class PlanPresets
{
    /// <summary>All presets, older forms first.</summary>
    public static ImmutableArray<PlanPreset> All { get; } =
    [
        new("dak-lak-2024", new LocalizedText(
            "Đắk Lắk đến hết ngày 30/6/2025: tỉnh, 15 huyện, 180 xã.", "Đắk Lắk until 30 June 2025: province, 15 districts, 180 communes.")),
        new("dak-lak-2025", new LocalizedText(
            "Đắk Lắk từ ngày 1/7/2025, đã nhập Phú Yên: tỉnh, 102 xã và phường.",
            "Đắk Lắk since 1 July 2025, merged with Phú Yên: province, 102 communes and wards.")),
    ];

    /// <summary>Finds a preset by its name; null when there is none.</summary>
    public static PlanPreset? Find(string name) => All.FirstOrDefault(p => p.Name == name);
}
