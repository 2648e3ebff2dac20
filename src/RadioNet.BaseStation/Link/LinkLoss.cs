namespace RadioNet.BaseStation.Link;

/// <summary>Why a base station is without its node, or was refused by it.</summary>
public enum LinkLoss
{
    /// <summary>It could not be reached, or the connection broke.</summary>
    Unreachable,

    /// <summary>The connection stands, but the node answers no more.</summary>
    Silent,

    /// <summary>The node does not know the base station, or its certificate is none any more: a person must do something.</summary>
    Refused,

    /// <summary>The station attached elsewhere, or stops.</summary>
    Left,
}
