using RadioNet.Api;
using RadioNet.Core.Services;
using OverlayEdit = RadioNet.Plan.Overlay.OverlayEdit;
using OverlayKey = RadioNet.Plan.Overlay.OverlayKey;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// What one child was told of the local edits in force (<c>tier_overlay.proto</c>), and what it is to be told next: only what is new, and in
/// parts, so that nothing else waits for long behind one on a slow line. One caller at a time.
/// </summary>
internal sealed class OverlayTelling
{
    /// <summary>The largest part in octets, unless one edit has more.</summary>
    public const int PartSize = 32 * 1024;

    private readonly List<OverlayKey> _told = [];
    private string? _top;

    /// <summary>Whether the last part was not all.</summary>
    public bool HasMore { get; private set; }

    /// <summary>The next part of what is so now; null when the child has been told all of it.</summary>
    public OverlayTop? Next(string top, IReadOnlyList<OverlayEdit> edits)
    {
        var at = 0;
        while (at < _told.Count && at < edits.Count && _told[at] == edits[at].Key)
        {
            at++;
        }

        if (top == _top && at == _told.Count && at == edits.Count)
        {
            return null;
        }

        var part = new OverlayTop { Top = top, Kept = (uint)at };
        _told.RemoveRange(at, _told.Count - at);
        for (var size = 0; at < edits.Count; at++)
        {
            var edit = OverlayMessages.Of(edits[at]);
            size += edit.CalculateSize();
            if (part.Edits.Count > 0 && size > PartSize)
            {
                break;
            }

            part.Edits.Add(edit);
            _told.Add(edits[at].Key);
        }

        part.More = HasMore = at < edits.Count;
        _top = top;
        return part;
    }
}
