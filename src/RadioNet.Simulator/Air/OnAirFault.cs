namespace RadioNet.Simulator.Air;

/// <summary>What is wrong with what a transmitter sends.</summary>
public enum OnAirFault : byte
{
    /// <summary>A filler in the midst of a voice transmission: nothing waited to be sent.</summary>
    Underrun,

    /// <summary>Voice without an LC header before it.</summary>
    NoHeader,

    /// <summary>A voice transmission that another burst than its terminator ended.</summary>
    NoTerminator,

    /// <summary>A voice burst that is not the one which follows in the superframe.</summary>
    OutOfOrder,

    /// <summary>A sync that is not this transmitter's: a radio's from a base station.</summary>
    WrongSync,

    /// <summary>Another colour code than configured.</summary>
    WrongColorCode,

    /// <summary>An LC header, terminator or embedded link control that names another call than the header did.</summary>
    OtherCall,

    /// <summary>A link control that can't be read.</summary>
    UnreadableLinkControl,

    /// <summary>A burst of which can't be told what it is.</summary>
    Unreadable,

    /// <summary>A CACH that names the other timeslot.</summary>
    WrongCach,

    /// <summary>Four CACHs whose short LC can't be read, or that come in another order.</summary>
    UnreadableShortLc,
}
