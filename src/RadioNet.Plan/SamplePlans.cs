namespace RadioNet.Plan;

/// <summary>Plans that come with RadioNet.</summary>
public static class SamplePlans
{
    /// <summary>The YAML text of the Đắk Lắk sample: three tiers, twelve sites, twelve agencies; what the demo runs.</summary>
    public static string DakLak { get; } = EmbeddedText.Of("dak-lak.yaml");
}
