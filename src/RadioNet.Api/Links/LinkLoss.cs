namespace RadioNet.Api.Links;

/// <summary>Why a link's lower end is without its node, or was refused by it.</summary>
public enum LinkLoss
{
    /// <summary>It could not be reached, or the connection broke.</summary>
    Unreachable,

    /// <summary>The connection stands, but the node answers no more.</summary>
    Silent,

    /// <summary>The node does not know the lower end, or its certificate is none any more: a person must do something.</summary>
    Refused,

    /// <summary>The lower end attached elsewhere, or stops.</summary>
    Left,
}
