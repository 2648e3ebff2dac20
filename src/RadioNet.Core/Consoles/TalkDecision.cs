using RadioNet.CallControl;
using SpurtOutcome = RadioNet.Api.SpurtOutcome;

namespace RadioNet.Core.Consoles;

/// <summary>What was decided about a talk.</summary>
/// <param name="Outcome">Granted, denied, queued or stopped; unspecified when the router says that the talk is over.</param>
/// <param name="Why">Why, when it is denied, stopped or over.</param>
/// <param name="Position">The place in the queue, from 1.</param>
/// <param name="Holder">Who has the floor instead.</param>
internal readonly record struct TalkDecision(SpurtOutcome Outcome, Reason Why, int Position, FloorHolder? Holder);
