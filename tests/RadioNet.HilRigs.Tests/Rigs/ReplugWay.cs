namespace RadioNet.HilRigs.Tests.Rigs;

/// <summary>Who unplugs a modem.</summary>
internal enum ReplugWay
{
    /// <summary>A person, who is asked to.</summary>
    Manual,

    /// <summary>A switch of its USB power, by two commands.</summary>
    UsbPower,

    /// <summary>The runner, whose modem it is.</summary>
    Virtual,
}
