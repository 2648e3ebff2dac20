namespace RadioNet.Simulator.Conversations;

/// <summary>A site's sums, in frames: voice bursts A to F, one every 60 ms. Headers and terminators are checked and not counted.</summary>
/// <param name="Site">The site.</param>
/// <param name="Due">Frames of the spurts that had to be heard here, whole, by the plan and the script alone.</param>
/// <param name="Heard">Frames among them that were heard.</param>
/// <param name="LeftOut">Frames that a busy timeslot kept away, as the script foresaw.</param>
/// <param name="Late">Frames heard here all the same of such spurts.</param>
/// <param name="Stray">Frames heard here of what must not be heard here.</param>
/// <param name="Damaged">Spurts that were due and heard, but not whole and unchanged: header, every frame in its place, terminator.</param>
public sealed record SiteTally(string Site, long Due, long Heard, long LeftOut, long Late, long Stray, long Damaged)
{
    /// <summary>Frames that were due and not heard.</summary>
    public long Lost => Due - Heard;
}
