using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Simulator.Air;

/// <summary>
/// Tells what the bursts of one timeslot are, from their bits in order: sync and slot type, or EMB and what went before. It is a
/// mutable value: keep it in a field.
/// </summary>
internal struct BurstNamer
{
    private const int LastIndex = DmrdBurstExtensions.SuperframeLength - 1;

    // One more than the index of the last voice burst; 0 when the last burst was none.
    private int _following;

    /// <summary>What a burst is; null when that can't be told.</summary>
    /// <param name="burst">33 octets.</param>
    /// <param name="sync">Its sync; <see cref="SyncPattern.None"/> of voice bursts B to F.</param>
    public DmrdBurst? Name(ReadOnlySpan<byte> burst, out SyncPattern sync)
    {
        sync = Sync.Recognise(burst);
        if (Sync.IsVoice(sync)) return Voice(0);
        if (Sync.IsData(sync))
        {
            _following = 0;
            return SlotType.TryRead(burst, out var slotType) ? DmrdBurstExtensions.FromDataType((byte)slotType.DataType) : null;
        }

        bool fits = _following is > 0 and <= LastIndex;
        if (!Emb.TryRead(burst, out var emb)) return fits ? Voice(_following) : null;
        if (fits && emb.Lcss == LcssOf(_following)) return Voice(_following);
        return Voice(emb.Lcss switch
        {
            Lcss.First => 1,
            Lcss.Last => EmbeddedLinkControl.Fragments,
            Lcss.Single => LastIndex,
            _ => _following == 2 ? 2 : 3,
        });
    }

    private static Lcss LcssOf(int index) => index > EmbeddedLinkControl.Fragments ? Lcss.Single : EmbeddedLinkControl.LcssOf(index - 1);

    private DmrdBurst Voice(int index)
    {
        _following = index + 1;
        return DmrdBurstExtensions.FromSuperframeIndex(index);
    }
}
