using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems;
using RadioNet.Simulator.Radios;

namespace RadioNet.Tests.BaseStations;

/// <summary>What was said and heard in one timeslot of a soak, and what went wrong.</summary>
internal sealed class SoakTally
{
    private const int MostTold = 10;

    /// <summary>Calls, each of some spurts.</summary>
    public int Calls { get; private set; }

    /// <summary>Spurts that were sent.</summary>
    public int Spurts { get; private set; }

    /// <summary>Voice bursts that handsets had to hear.</summary>
    public long Due { get; private set; }

    /// <summary>Voice bursts of them that were not heard, or not to the bit.</summary>
    public long Lost { get; private set; }

    /// <summary>Voice bursts that were heard and nobody had said.</summary>
    public long Foreign { get; private set; }

    /// <summary>Spurts without a header or a terminator, with a gap or a burst out of step.</summary>
    public int Broken { get; private set; }

    /// <summary>The first that went wrong.</summary>
    public List<string> Told { get; } = [];

    public void CountCall() => Calls++;

    public void CountSpurt() => Spurts++;

    /// <summary>Holds what a handset heard of a spurt, whole or in parts, to what was said.</summary>
    public void Hold(Transmission said, IReadOnlyList<HeardCall> parts, int site)
    {
        string[] sent = [.. StationRig.VoiceOf(said)], got = [.. parts.SelectMany(StationRig.VoiceOf)];
        int lost = sent.Except(got).Count(), foreign = got.Except(sent).Count();

        // All bursts of a soak differ: what is heard twice or in another order is no loss, and no spurt as it was said either.
        bool isWhole = parts is [{ IsWhole: true } heard] && sent.SequenceEqual(got)
            && (heard.Source, heard.Target, heard.VoiceDigest) == (said.Source, said.Target, said.VoiceDigest);
        (Due, Lost, Foreign, Broken) = (Due + sent.Length, Lost + lost, Foreign + foreign, Broken + (isWhole ? 0 : 1));
        if (isWhole || Told.Count == MostTold) return;
        string what = string.Join("; ", parts.Select(part => $"{part.Entry}, terminator {part.HasTerminator}, gaps {part.Gaps}, out of step {part.OutOfStep}, {part.VoiceBursts} bursts"));
        Told.Add($"{DateTime.UtcNow:HH:mm:ss} spurt {Spurts} of {said.Source} to {said.Target} at site {site}: heard {parts.Count} ({what}) of {sent.Length}, {lost} lost, {foreign} foreign.");
    }

    public override string ToString() => $"{Calls} calls, {Spurts} spurts, {Due} bursts due, {Lost} lost, {Foreign} foreign, {Broken} spurts not whole";

    /// <summary>What a modem has counted since.</summary>
    public static string Modem(ModemStatistics now, ModemStatistics then) =>
        $"{now.Firmware.BurstsFromHost - then.Firmware.BurstsFromHost} bursts from the host, {now.Firmware.BurstsToHost - then.Firmware.BurstsToHost} to it, "
        + $"{now.OnAir.Bursts - then.OnAir.Bursts} on the air, fillers in the midst of voice (underruns) {now.OnAir.Underruns - then.OnAir.Underruns}, "
        + $"overruns {now.Firmware.Overruns - then.Firmware.Overruns}, other faults on the air {now.OnAir.Faults - now.OnAir.Underruns - then.OnAir.Faults + then.OnAir.Underruns}, "
        + $"frames lost to the host {now.Firmware.FramesLost - then.Firmware.FramesLost}";
}
