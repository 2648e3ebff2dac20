namespace RadioNet.Plan;

/// <summary>Plans that come with RadioNet.</summary>
public static class SamplePlans
{
    /// <summary>The YAML text of the Đắk Lắk sample: three tiers, twelve sites, twelve agencies.</summary>
    public static string DakLak { get; } = EmbeddedText.Of("dak-lak.yaml");

    /// <summary>The YAML text of what the demo runs: a node at the province, at two districts and at four communes, eleven sites.</summary>
    public static string DakLakTiers { get; } = EmbeddedText.Of("dak-lak-tiers.yaml");
}
