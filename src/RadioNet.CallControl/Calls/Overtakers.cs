using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Calls;

/// <summary>
/// What was said of streams whose requests have not come yet: a request goes by the radio's registration, so that its
/// stream's options, its end or its withdrawal may come before it. The last ones are kept, also of streams that are done, so
/// that a second copy of a request does nothing.
/// </summary>
internal sealed class Overtakers
{
    private const int Kept = 256;

    private readonly Queue<IngressId> _order = new();
    private readonly Dictionary<IngressId, Word> _words = [];

    /// <summary>Whether a stream's request was decided, and the stream is done.</summary>
    public bool IsAnswered(IngressId ingress) => _words.TryGetValue(ingress, out var word) && word.Answered;

    /// <summary>The options that became known before the request came.</summary>
    public ServiceOptions? OptionsOf(IngressId ingress) => _words.GetValueOrDefault(ingress)?.Options;

    /// <summary>Why the stream must not be granted any more; null while it may be.</summary>
    public Reason? WhyGone(IngressId ingress) => _words.GetValueOrDefault(ingress)?.Gone;

    public void Add(ToCall.OptionsKnown known) => Note(known.Ingress, word => word with { Options = known.Options });

    public void Add(ToCall.Over over) => Note(over.Ingress, word => word with { Gone = word.Gone ?? over.Why });

    public void Add(ToCall.Withdrawn withdrawn) => Note(withdrawn.Ingress, word => word with { Gone = withdrawn.Why });

    public void Answer(IngressId ingress) => Note(ingress, word => word with { Answered = true });

    /// <summary>A stream that was done is carried again.</summary>
    public void Reopen(IngressId ingress)
    {
        if (_words.TryGetValue(ingress, out var word))
        {
            _words[ingress] = word with { Answered = false, Gone = null };
        }
    }

    private void Note(IngressId ingress, Func<Word, Word> change)
    {
        if (_words.TryGetValue(ingress, out var word))
        {
            _words[ingress] = change(word);
            return;
        }

        _words[ingress] = change(new Word(null, null, false));
        _order.Enqueue(ingress);
        if (_order.Count > Kept)
        {
            _words.Remove(_order.Dequeue());
        }
    }

    private sealed record Word(ServiceOptions? Options, Reason? Gone, bool Answered);
}
