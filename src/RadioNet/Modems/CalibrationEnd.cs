namespace RadioNet.Command.Modems;

/// <summary>Whether and how a calibration ended.</summary>
internal enum CalibrationEnd
{
    /// <summary>It did not.</summary>
    GoesOn,

    /// <summary>What was found is wanted.</summary>
    Done,

    /// <summary>It isn't.</summary>
    GivenUp,
}
