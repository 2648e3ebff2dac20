using System.Net;
using RadioNet.CallControl;
using RadioNet.Plan.Model;
using RadioNet.Voice.M17;

namespace RadioNet.Core.M17;

/// <summary>How a link to a reflector is now.</summary>
/// <param name="Link">The link as the plan has it.</param>
/// <param name="IsUp">Whether it stands.</param>
/// <param name="Since">Since when.</param>
/// <param name="Problem">Why it does not stand; null when it does, or was not tried yet.</param>
/// <param name="Missing">What is missing here to transcode; null when nothing was at the last try.</param>
/// <param name="Reflector">Where the reflector is; null while its name was not found.</param>
/// <param name="LastHeard">Who was heard there last.</param>
/// <param name="LastRefusal">Why what was said there last did not get the floor.</param>
/// <param name="Counters">What the link carried.</param>
/// <param name="Counts">What became of it.</param>
internal sealed record M17LinkView(
    M17LinkPlan Link, bool IsUp, DateTimeOffset Since, LocalizedText? Problem, LocalizedText? Missing, IPEndPoint? Reflector, M17Heard? LastHeard, Reason LastRefusal,
    M17LinkCounters Counters, M17Counts Counts);
