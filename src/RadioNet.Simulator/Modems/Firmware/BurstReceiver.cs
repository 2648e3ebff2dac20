using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>
/// What firmware makes of the bursts of one timeslot (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "DMR"). A
/// sync tells voice from data; between two syncs every burst is what follows the last. Another colour code's data bursts are
/// ignored, of voice it is not looked at. 13 bursts without sync, and the signal is lost.
/// </summary>
internal sealed class BurstReceiver(Timeslot slot, IReceiverOutput output)
{
    private const int MostWithoutSync = 13;
    private const int LastVoiceIndex = 5;

    private Content _content;
    private DataType? _blockType;
    private int _voiceIndex;
    private int _withoutSync;

    private enum Content
    {
        None,
        Voice,
        Data,
    }

    /// <summary>The colour code whose data bursts it takes.</summary>
    public ColorCode ColorCode { get; set; }

    /// <summary>Whether it follows a signal.</summary>
    public bool IsActive => _content != Content.None;

    /// <summary>Takes a burst, or what noise gives in its place, which only an active receiver looks at.</summary>
    /// <returns>Whether it had sync.</returns>
    public bool Take(ReadOnlySpan<byte> burst, double dbm)
    {
        var sync = MobileSync.Find(burst);
        if (sync == SyncPattern.MobileData)
            OnData(burst, dbm);
        else if (sync == SyncPattern.MobileVoice)
            OnVoiceSync(burst, dbm);
        else if (IsActive)
            OnFollowing(burst, dbm);
        return sync != SyncPattern.None;
    }

    /// <summary>Follows nothing any more.</summary>
    public void Reset() => (_content, _withoutSync) = (Content.None, 0);

    private void OnData(ReadOnlySpan<byte> burst, double dbm)
    {
        if (!SlotType.TryRead(burst, out var slotType) || slotType.ColorCode != ColorCode) return;
        (_withoutSync, _voiceIndex) = (0, 0);
        var control = DmrControl.FromDataType(slotType.DataType);
        switch (slotType.DataType)
        {
            case DataType.DataHeader:
                output.Report(slot, control, burst, dbm);
                (_content, _blockType) = (Content.Data, null);
                break;
            case DataType.RateHalf or DataType.RateThreeQuarters or DataType.RateOne:
                if (_content != Content.Data) break;
                output.Report(slot, control, burst, dbm);
                _blockType = slotType.DataType;
                break;
            case DataType.VoiceHeader:
                output.Report(slot, control, burst, dbm);
                _content = Content.Voice;
                break;
            case DataType.PrivacyHeader:
                if (_content == Content.Voice) output.Report(slot, control, burst, dbm);
                _content = Content.Voice;
                break;
            case DataType.Terminator:
                if (_content != Content.Voice) break;
                output.Report(slot, control, burst, dbm);
                _content = Content.None;
                break;
            default:
                output.Report(slot, control, burst, dbm);
                _content = Content.None;
                break;
        }
    }

    private void OnVoiceSync(ReadOnlySpan<byte> burst, double dbm)
    {
        output.Report(slot, DmrControl.VoiceA, burst, dbm);
        (_content, _withoutSync, _voiceIndex) = (Content.Voice, 0, 0);
    }

    private void OnFollowing(ReadOnlySpan<byte> burst, double dbm)
    {
        if (++_withoutSync >= MostWithoutSync)
        {
            output.ReportLost(slot);
            _content = Content.None;
        }
        else if (_content == Content.Voice)
        {
            _voiceIndex = _voiceIndex == LastVoiceIndex ? 0 : _voiceIndex + 1;
            output.Report(slot, DmrControl.FromSuperframeIndex(_voiceIndex), burst, dbm: null);
        }
        else if (_blockType is { } type)
        {
            output.Report(slot, DmrControl.FromDataType(type), burst, dbm);
        }
    }
}
