using System.Security.Cryptography;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Routing;

/// <summary>
/// What makes bursts of one port one stream: timeslot, source, destination with its kind, and voice or data. Homebrew
/// stream ids are no part of it: they may be 0, and may change between the headers of one call.
/// </summary>
/// <param name="Packed">Bit 0 timeslot 2, bit 1 unit, bit 2 data, bits 8 to 31 source, bits 32 to 55 destination.</param>
/// <param name="Ssrc">Over a voice link the SSRC, which is one spurt; else 0.</param>
internal readonly record struct StreamKey(ulong Packed, uint Ssrc)
{
    private const ulong SlotTwo = 1;
    private const ulong Unit = 2;
    private const ulong Data = 4;
    private const ulong AddressMask = 0xFF_FFFF;

    public Timeslot Slot => (Packed & SlotTwo) != 0 ? Timeslot.Two : Timeslot.One;

    public AddressKind TargetKind => (Packed & Unit) != 0 ? AddressKind.Unit : AddressKind.Group;

    public StreamKind Kind => (Packed & Data) != 0 ? StreamKind.Data : StreamKind.Voice;

    public RadioId Source => new((uint)((Packed >> 8) & AddressMask));

    public uint Target => (uint)((Packed >> 32) & AddressMask);

    public static StreamKey Of(in DmrdPacket packet, StreamKind kind, uint ssrc) =>
        Of(packet.Slot, packet.Source, packet.TargetKind, packet.Target, kind, ssrc);

    public static StreamKey Of(Timeslot slot, RadioId source, AddressKind targetKind, uint target, StreamKind kind, uint ssrc = 0) => new(
        (slot == Timeslot.Two ? SlotTwo : 0)
        | (targetKind == AddressKind.Unit ? Unit : 0)
        | (kind == StreamKind.Data ? Data : 0)
        | ((ulong)source.Value << 8)
        | ((ulong)target << 32),
        ssrc);

    /// <summary>Hashes with a secret of this process, so that a port can't choose keys that collide.</summary>
    public sealed class SecretComparer : IEqualityComparer<StreamKey>
    {
        private readonly ulong _secret = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;

        public bool Equals(StreamKey x, StreamKey y) => x == y;

        public int GetHashCode(StreamKey obj)
        {
            ulong high = Math.BigMul((obj.Packed ^ _secret) + ((ulong)obj.Ssrc << 8), _secret, out ulong low);
            return (int)(high ^ (low >> 32));
        }
    }
}
