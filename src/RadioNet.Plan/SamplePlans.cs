namespace RadioNet.Plan;

/// <summary>Plans that come with RadioNet.</summary>
public static class SamplePlans
{
    /// <summary>The YAML text of the Đắk Lắk sample: three tiers, twelve sites, twelve agencies; what the demo runs.</summary>
    public static string DakLak { get; } = Text("dak-lak.yaml");

    private static string Text(string name)
    {
        using var stream = typeof(SamplePlans).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The sample plan {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
