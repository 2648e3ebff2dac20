using RadioNet.Plan.Model;

namespace RadioNet.Core.Consoles;

/// <summary>A talkgroup as a console has it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">What people call it.</param>
/// <param name="CanTalk">Whether the user may talk there, and this node can encode it.</param>
/// <param name="Missing">What this node lacks to play it, or to talk there; null when nothing.</param>
internal sealed record ConsoleTalkgroup(uint Id, LocalizedText Name, bool CanTalk, LocalizedText? Missing);
