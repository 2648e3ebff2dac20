namespace RadioNet.HilRigs.Tests.Rigs;

/// <summary>By what a virtual modem is reached.</summary>
internal enum VirtualLine
{
    /// <summary>A pseudo-terminal, which hangs up when the modem is unplugged (Linux).</summary>
    Terminal,

    /// <summary>UDP on the loopback, which says nothing of it.</summary>
    Udp,

    /// <summary>TCP on the loopback.</summary>
    Tcp,
}
