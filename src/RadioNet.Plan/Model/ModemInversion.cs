namespace RadioNet.Plan.Model;

/// <summary>Which of a modem's signals are turned upside down.</summary>
[Flags]
public enum ModemInversion
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The received signal (plan word <c>receive</c>).</summary>
    Receive = 1,

    /// <summary>The transmitted signal (plan word <c>transmit</c>).</summary>
    Transmit = 2,

    /// <summary>The push-to-talk output (plan word <c>ptt</c>).</summary>
    Ptt = 4,
}
