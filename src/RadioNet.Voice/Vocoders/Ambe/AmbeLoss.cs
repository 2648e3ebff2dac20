namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>Why a chip was lost.</summary>
internal enum AmbeLoss
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>It never answered.</summary>
    NoAnswer,

    /// <summary>It answered before, and then no more.</summary>
    Silent,

    /// <summary>It refused its settings.</summary>
    Refused,

    /// <summary>The line takes or gives nothing any more.</summary>
    LineLost,
}
