using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Consoles;

/// <summary>A call that somebody listens to here: its one decoding, and who talks.</summary>
/// <param name="listening">Who has it.</param>
/// <param name="talkgroup">The talkgroup.</param>
/// <param name="path">Its number for consoles.</param>
internal sealed class HeardCall(ConsoleListening listening, uint talkgroup, ushort path) : ISpeechSink
{
    /// <summary>The talkgroup.</summary>
    public uint Talkgroup { get; } = talkgroup;

    /// <summary>Its number for consoles; no other call has it meanwhile.</summary>
    public ushort Path { get; } = path;

    /// <summary>Decodes it; null when nothing here can.</summary>
    public CallPlayer? Player { get; set; }

    /// <summary>Why nothing here can decode it.</summary>
    public LocalizedText? Unheard { get; set; }

    /// <summary>Whether somebody talks.</summary>
    public bool IsTalking { get; set; }

    /// <summary>The stream that has the spurt's voice.</summary>
    public StreamId Stream { get; set; }

    /// <summary>The spurt's number.</summary>
    public ulong Spurt { get; set; }

    /// <summary>Who talks.</summary>
    public RadioId Source { get; set; }

    /// <summary>The spurt as consoles were told it.</summary>
    public ConsoleEvent.Spurt? Told { get; set; }

    /// <summary>Since when nobody talks, or nothing came of who does; a timestamp.</summary>
    public long SilentSince { get; set; }

    /// <inheritdoc/>
    void ISpeechSink.Take(in SpeechPiece piece, ReadOnlySpan<short> samples) => listening.Hand(this, piece, samples);
}
