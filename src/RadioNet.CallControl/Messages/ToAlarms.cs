using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Messages;

/// <summary>What a person should know at once.</summary>
public abstract record ToAlarms : Message
{
    private ToAlarms()
    {
    }

    /// <summary>A radio raised an emergency.</summary>
    /// <param name="Radio">Who.</param>
    /// <param name="Target">The talkgroup or radio that it called.</param>
    /// <param name="Site">Where it was heard.</param>
    /// <param name="Call">The call, where it has one.</param>
    /// <param name="At">When.</param>
    public sealed record Emergency(RadioId Radio, uint Target, string Site, string? Call, DateTimeOffset At) : ToAlarms
    {
        /// <summary>Where the call goes, with the site where it was heard: those who serve these shall know of it.</summary>
        public ImmutableArray<string> Sites { get; init; } = [Site];
    }

    /// <summary>One radio id was heard at two sites at once.</summary>
    public sealed record ClonedRadio(RadioId Radio, string FirstSite, string SecondSite, DateTimeOffset At) : ToAlarms;
}
