using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.BaseStation.Repeater;

/// <summary>What is made anew of bursts that pass (ETSI TS 102 361-1, clauses 6 and 9).</summary>
internal static class BurstMaker
{
    /// <summary>Gives a data or control burst our slot type and sync; its information stays as it came.</summary>
    public static void Recode(Span<byte> burst, DataType type, ColorCode colorCode, SyncPattern sync)
    {
        BurstColorCode.Rewrite(burst, type, colorCode);
        Sync.Write(burst, sync);
    }

    /// <summary>
    /// Writes the EMB field of a radio's voice burst B to F without its errors; what can't be read is written as its place in the
    /// superframe wants it.
    /// </summary>
    public static void CleanEmb(Span<byte> burst, int index, ColorCode colorCode)
    {
        if (!Emb.TryRead(burst, out var emb)) emb = new Emb(colorCode, PowerControl: false, VoiceMiddle.LcssAt(index));
        emb.Write(burst);
    }

    /// <summary>Mends the vocoder frames whose errors can be corrected; the others, and the right ones, stay as they came.</summary>
    /// <returns>The frames mended.</returns>
    public static int Mend(Span<byte> burst, out int errors)
    {
        Span<byte> frame = stackalloc byte[VocoderFrame.Octets];
        int mended = 0;
        errors = 0;
        for (int index = 0; index < VoiceBurst.Frames; index++)
        {
            VoiceBurst.ReadFrame(burst, index, frame);
            bool readable = VocoderFrame.TryDecode(frame, out ulong info, out int frameErrors);
            errors += frameErrors;
            if (!readable || frameErrors == 0) continue;
            VocoderFrame.Encode(info, frame);
            VoiceBurst.WriteFrame(burst, index, frame);
            mended++;
        }

        return mended;
    }

    /// <summary>Writes three frames of silence; the burst's middle stays.</summary>
    public static void Silence(Span<byte> burst)
    {
        for (int index = 0; index < VoiceBurst.Frames; index++) VoiceBurst.WriteFrame(burst, index, VocoderFrame.Silence);
    }
}
