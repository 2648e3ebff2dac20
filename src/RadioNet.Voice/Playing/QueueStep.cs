namespace RadioNet.Voice.Playing;

/// <summary>What a call's queue has next.</summary>
internal enum QueueStep : byte
{
    /// <summary>Nothing yet.</summary>
    Wait,

    /// <summary>A vocoder frame that came.</summary>
    Frame,

    /// <summary>One that did not come in time.</summary>
    Lost,

    /// <summary>The spurt's end.</summary>
    End,
}
