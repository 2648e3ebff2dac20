using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>
/// The burst that a timeslot sends when it has nothing to send: idle; at a trunked site a terminator with an empty LC, and in
/// timeslot 1, once the host has given one, the C_ALOHA.
/// </summary>
internal sealed class SlotFiller
{
    private readonly byte[] _filler = new byte[BurstLayout.BurstOctets];
    private readonly byte[] _aloha = new byte[BurstLayout.BurstOctets];
    private ColorCode _colorCode;
    private bool _hasAloha;

    /// <summary>Whether it fills as a trunked site does.</summary>
    public bool IsTrunked { get; private set; }

    public ReadOnlySpan<byte> For(Timeslot slot) => slot == Timeslot.One && IsTrunked && _hasAloha ? _aloha : _filler;

    /// <summary>Takes the configuration's colour code and trunking.</summary>
    public void Configure(ColorCode colorCode, bool isTrunked)
    {
        (_colorCode, IsTrunked) = (colorCode, isTrunked);
        if (isTrunked)
            FullLinkControl.WriteTerminator(_filler, default, colorCode);
        else
            IdleBurst.Write(_filler, colorCode);
        _hasAloha &= isTrunked;
        BurstColorCode.Rewrite(_aloha, DataType.Csbk, colorCode);
    }

    /// <summary>DMR_ALOHA: the colour code becomes the configuration's.</summary>
    public void SetAloha(ReadOnlySpan<byte> burst)
    {
        burst.CopyTo(_aloha);
        BurstColorCode.Rewrite(_aloha, DataType.Csbk, _colorCode);
        _hasAloha = true;
    }
}
