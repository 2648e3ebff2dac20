namespace RadioNet.CallControl;

/// <summary>A call's id, given by its arbiter's node: (node, start of the node, number), unique for ever.</summary>
public readonly record struct CallId(string Node, int Boot, long Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Node}.{Boot}.{Number}";
}
