using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Repeater;

/// <summary>
/// The short link control by which radios know for whom each timeslot is in use (ETSI TS 102 361-2, clause 7.1.3.2): sent when it
/// changes; the modem's CACH repeats it.
/// </summary>
internal sealed class ActivityBoard(RepeaterContext context)
{
    private ActivityUpdate? _sent;

    /// <summary>The transmitter was off: nothing of it is known to anybody.</summary>
    public void Forget() => _sent = null;

    /// <summary>Says what goes on.</summary>
    public void Show((SlotActivity Activity, uint Target) slot1, (SlotActivity Activity, uint Target) slot2)
    {
        var update = new ActivityUpdate(slot1.Activity, slot2.Activity, HashOf(slot1), HashOf(slot2));
        if (update == _sent) return;
        _sent = update;
        Span<byte> frame = stackalloc byte[DmrShortLc.Length];
        context.Outlet.SendToModem(frame[..new DmrShortLc(update.ToShortLinkControl()).Write(frame)]);
    }

    private static byte HashOf((SlotActivity Activity, uint Target) slot) =>
        slot.Activity == SlotActivity.None ? (byte)0 : ActivityUpdate.HashOf(slot.Target);
}
