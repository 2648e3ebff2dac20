namespace RadioNet.Voice.Links;

/// <summary>Which end of a voice link this is.</summary>
public enum VoiceLinkEnd : byte
{
    /// <summary>A base station, or of two nodes the one below: it knows the other end's address, and sends keep-alives.</summary>
    Lower,

    /// <summary>A node: it answers to the address that last authenticated.</summary>
    Upper,
}
