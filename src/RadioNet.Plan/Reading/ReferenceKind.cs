namespace RadioNet.Plan.Reading;

/// <summary>What one entry of the plan names in another.</summary>
internal enum ReferenceKind
{
    Place,
    Agency,
    Site,
}
