namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>How a chip is: the content of an alarm and of its end.</summary>
/// <param name="Address">Where it is reached.</param>
/// <param name="IsUp">Whether it codes speech.</param>
/// <param name="Text">What is wrong and what to do; when it is up, which chip it is.</param>
/// <param name="Channels">Calls that it can serve in each direction at once; 0 until it has been up.</param>
public sealed record AmbeHealth(string Address, bool IsUp, VocoderText Text, int Channels);
