namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>The bits that a receiver makes of noise (xorshift64*), the same for the same seed.</summary>
internal sealed class NoiseBits(ulong seed)
{
    private ulong _state = seed | 1;

    public void Fill(Span<byte> octets)
    {
        foreach (ref byte octet in octets)
        {
            _state ^= _state >> 12;
            _state ^= _state << 25;
            _state ^= _state >> 27;
            octet = (byte)(unchecked(_state * 0x2545_F491_4F6C_DD1D) >> 56);
        }
    }
}
