namespace RadioNet.BaseStation.Repeater;

/// <summary>What a stream has to play at one burst's time.</summary>
internal enum PlayoutStep : byte
{
    /// <summary>A burst.</summary>
    Burst,

    /// <summary>Nothing yet; it may still come in time.</summary>
    Wait,

    /// <summary>Nothing came in time; something is to be put in.</summary>
    Missing,

    /// <summary>It is over.</summary>
    End,
}
