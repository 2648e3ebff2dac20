using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.Simulator.Conversations;

/// <summary>One thing that happens on the air, with its own script.</summary>
internal interface IScene
{
    /// <summary>The timeslots that its calls use, as far as they are free.</summary>
    ImmutableArray<(AirSite Site, Timeslot Slot)> Slots { get; }

    /// <summary>The radios that talk.</summary>
    ImmutableArray<AirRadio> Radios { get; }

    /// <summary>Whether it breaks in where others talk instead of waiting until its timeslots are free.</summary>
    bool BreaksIn { get; }

    /// <summary>Whether an emergency happens in it.</summary>
    bool IsEmergency { get; }

    /// <summary>For how long its timeslots stay taken after its last spurt.</summary>
    TimeSpan HangTime { get; }

    /// <summary>Plays it.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="stage">What it is played on.</param>
    /// <param name="stop">Cancelled when the conversations stop.</param>
    Task PlayAsync(int number, Stage stage, CancellationToken stop);
}
