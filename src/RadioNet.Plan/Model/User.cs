using RadioNet.Protocols;

namespace RadioNet.Plan.Model;

/// <summary>A person who signs in to a console.</summary>
/// <param name="Name">The name to sign in with.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="Place">The place whose subtree the role covers.</param>
/// <param name="PasswordHash">The stored hash; <c>kept</c> in an export means the stored one.</param>
public sealed record User(string Name, UserRole Role, string Place, string PasswordHash)
{
    /// <summary>Whether the hash is here; a node below the root has it of those alone who may sign in there.</summary>
    public bool HasPasswordHash => PasswordHash != PlanSecrets.Kept;

    /// <summary>The individual address that radios see when this user talks; null for the one that <see cref="UserRadios"/> derives from the name.</summary>
    public RadioId? Id { get; init; }

    /// <summary>0 lowest to 10 highest, as a subscriber's.</summary>
    public int Priority { get; init; } = 5;

    /// <summary>Whether this user takes the floor from a talker of lower priority.</summary>
    public bool PreEmpt { get; init; }

    /// <summary>The line of the plan that says so, from 1; 0 when the plan was not read from text.</summary>
    public int Line { get; init; }
}
