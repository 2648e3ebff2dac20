using System.Collections.Immutable;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>What somebody listens to at this node, at consoles or over M17 links: call control is told it as one. Safe from any thread.</summary>
internal sealed class ListeningHere(string node, Action<Letter> post)
{
    private readonly Lock _gate = new();
    private ImmutableHashSet<uint> _consoles = [];
    private ImmutableHashSet<uint> _links = [];

    /// <summary>Passes on what consoles say, together with what is listened to elsewhere.</summary>
    public void Post(Letter letter)
    {
        lock (_gate)
        {
            if (letter.Message is ToIngress.Listening said)
            {
                _consoles = said.Talkgroups;
                Say();
            }
            else
            {
                post(letter);
            }
        }
    }

    /// <summary>M17 links listen to these, whole.</summary>
    public void SetLinks(ImmutableHashSet<uint> talkgroups)
    {
        lock (_gate)
        {
            var isNews = !_links.SetEquals(talkgroups);
            _links = talkgroups;
            if (isNews || !_links.IsEmpty)
            {
                Say();
            }
        }
    }

    private void Say() => post(new Letter(Address.Ingress, new ToIngress.Listening(node, _consoles.Union(_links))));
}
