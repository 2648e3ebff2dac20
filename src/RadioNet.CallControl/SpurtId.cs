namespace RadioNet.CallControl;

/// <summary>A spurt's id, given by its call's arbiter.</summary>
public readonly record struct SpurtId(string Node, int Boot, long Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Node}.{Boot}.s{Number}";
}
