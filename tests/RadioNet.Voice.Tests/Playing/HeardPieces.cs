using RadioNet.Voice.Playing;

namespace RadioNet.Voice.Tests.Playing;

/// <summary>A listener that keeps all it hears, with the time when it heard it.</summary>
internal sealed class HeardPieces : ISpeechSink
{
    public TimeSpan Now { get; set; }

    public List<(SpeechPiece Piece, short[] Samples, TimeSpan At)> All { get; } = [];

    /// <summary>The frames' numbers: 0 of silence, negative of a guess, null of the spurt's end.</summary>
    public List<int?> Numbers => [.. All.Select(heard => heard.Piece.IsLast ? null : (int?)(heard.Piece.IsConcealed ? -heard.Samples[0] : heard.Samples[0]))];

    public void Take(in SpeechPiece piece, ReadOnlySpan<short> samples) => All.Add((piece, samples.ToArray(), Now));
}
