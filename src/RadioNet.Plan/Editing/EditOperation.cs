namespace RadioNet.Plan.Editing;

/// <summary>What a word of an edit does to its key.</summary>
internal enum EditOperation
{
    /// <summary><c>key=value</c>.</summary>
    Assign,

    /// <summary><c>key+=value</c>.</summary>
    Include,

    /// <summary><c>key-=value</c>.</summary>
    Exclude,
}
