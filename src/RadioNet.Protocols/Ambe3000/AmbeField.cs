namespace RadioNet.Protocols.Ambe3000;

/// <summary>The first octet of each of a packet's fields.</summary>
public enum AmbeField : byte
{
    /// <summary>Samples: a count, then so many signed 16-bit numbers, high octet first.</summary>
    Samples = 0x00,

    /// <summary>Coded bits: a count, then so many bits, first bit highest.</summary>
    CodedBits = 0x01,

    /// <summary>How the chip treats this one packet (16 bits): see <see cref="AmbeRequests.LostFrame"/>.</summary>
    Mode = 0x02,

    /// <summary>The encoder's settings, 16 bits.</summary>
    EncoderMode = 0x05,

    /// <summary>The decoder's settings, 16 bits.</summary>
    DecoderMode = 0x06,

    /// <summary>Rate and error correction as six 16-bit words.</summary>
    Rate = 0x0A,

    /// <summary>Forgets what was coded before: 1 the encoder, 2 the decoder, 3 both.</summary>
    Initialize = 0x0B,

    /// <summary>What comes beside coded bits.</summary>
    ChannelFormat = 0x15,

    /// <summary>What comes beside samples.</summary>
    SpeechFormat = 0x16,

    /// <summary>The parity octet of the whole packet.</summary>
    Parity = 0x2F,

    /// <summary>Which chip it is, as text up to a NUL.</summary>
    Product = 0x30,

    /// <summary>Which software it runs, as text up to a NUL.</summary>
    Version = 0x31,

    /// <summary>Restarts the chip.</summary>
    Reset = 0x33,

    /// <summary>The chip has restarted.</summary>
    Ready = 0x39,

    /// <summary>Whether packets carry parity: 1 or 0.</summary>
    ParityMode = 0x3F,

    /// <summary>The first channel; the next two have the two numbers behind it.</summary>
    Channel0 = 0x40,

    /// <summary>Gain of input and output, dB each.</summary>
    Gain = 0x4B,
}
