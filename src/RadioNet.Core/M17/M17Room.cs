using RadioNet.CallControl;
using RadioNet.Plan.Model;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Core.M17;

/// <summary>What both ways of a link need of the node.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Catalogue">All vocoders of this machine.</param>
/// <param name="VocoderOf">A talkgroup's vocoder.</param>
/// <param name="Ring">Where what is said at reflectors goes.</param>
/// <param name="Counts">The link's counters.</param>
/// <param name="Time">The clock.</param>
internal sealed record M17Room(IPlanView Plan, Func<VocoderCatalogue> Catalogue, Func<Talkgroup, IVocoder> VocoderOf, TalkRing Ring, M17Counts Counts, TimeProvider Time);
